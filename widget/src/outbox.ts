/** Messages on their way to the bot: in order, one at a time, each until it is accepted, across reloads. */

import type { Delivery } from "./connection";
import type { Store, Unsent } from "./store";

export interface OutboxListener {
  sent(id: string): void;
  /** The bot is there but does not take this message; the person decides whether to try again. */
  failed(id: string): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

export class Outbox {
  readonly #store: Store;
  readonly #deliver: (unsent: Unsent) => Promise<Delivery>;
  readonly #listener: OutboxListener;
  readonly #failed = new Set<string>();
  #pauseMs = FIRST_PAUSE_MS;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(
    store: Store,
    deliver: (unsent: Unsent) => Promise<Delivery>,
    listener: OutboxListener,
  ) {
    this.#store = store;
    this.#deliver = deliver;
    this.#listener = listener;
  }

  add(unsent: Unsent): void {
    this.#store.change({ unsent: [...this.#waiting, unsent] });
    void this.flush();
  }

  /** Takes out what the bot is known to hold already, although its word for it got lost. */
  settle(id: string): void {
    if (this.#waiting.some((unsent) => unsent.id === id)) {
      this.#store.change({ unsent: this.#waiting.filter((unsent) => unsent.id !== id) });
    }
    this.#failed.delete(id);
  }

  retry(id: string): void {
    this.#failed.delete(id);
    void this.flush();
  }

  /** Sends what waits. Call it whenever the line comes back; a second call meanwhile does nothing. */
  async flush(): Promise<void> {
    if (this.#busy || this.#closed) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    try {
      let next = this.#next();
      while (next) {
        const delivery = await this.#deliver(next);
        if (this.#closed) return;
        if (delivery === "unreachable") {
          this.#later();
          return;
        }
        this.#pauseMs = FIRST_PAUSE_MS;
        if (delivery === "accepted") this.#accepted(next);
        else this.#refused(next);
        next = this.#next();
      }
    } finally {
      this.#busy = false;
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** What is not accepted yet, oldest first; read anew each time, for other tabs add and settle too. */
  get #waiting(): readonly Unsent[] {
    return this.#store.read().unsent;
  }

  #next(): Unsent | undefined {
    return this.#waiting.find((unsent) => !this.#failed.has(unsent.id));
  }

  #accepted({ id }: Unsent): void {
    this.settle(id);
    this.#listener.sent(id);
  }

  #refused({ id, shown }: Unsent): void {
    // What nobody sees nobody can try again.
    if (shown === "") this.settle(id);
    else this.#failed.add(id);
    this.#listener.failed(id);
  }

  #later(): void {
    this.#timer = setTimeout(() => void this.flush(), this.#pauseMs);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * this.#pauseMs);
  }
}
