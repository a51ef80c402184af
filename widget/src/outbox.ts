/** Messages on their way to the bot: in order, one at a time, each until it is accepted, across reloads. */

import type { Delivery } from "./connection";
import type { Store, Unsent } from "./store";

export interface OutboxListener {
  sent(id: string): void;
  /** The bot is there but does not take this message; the person decides whether to try again. */
  failed(id: string): void;
}

const REFUSALS_BEFORE_FAILED = 3;
const LONGEST_PAUSE_MS = 30_000;

export class Outbox {
  readonly #store: Store;
  readonly #deliver: (unsent: Unsent) => Promise<Delivery>;
  readonly #listener: OutboxListener;
  readonly #refusals = new Map<string, number>();
  #attempts = 0;
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

  /** What is not accepted yet, oldest first. */
  get waiting(): readonly Unsent[] {
    return this.#store.read().unsent;
  }

  add(unsent: Unsent): void {
    this.#store.change({ unsent: [...this.waiting, unsent] });
    void this.flush();
  }

  /** Takes out what the bot is known to hold already, although its word for it got lost. */
  settle(id: string): void {
    this.#store.change({ unsent: this.waiting.filter((unsent) => unsent.id !== id) });
    this.#refusals.delete(id);
  }

  retry(id: string): void {
    this.#refusals.delete(id);
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
        if (delivery === "accepted") {
          this.#attempts = 0;
          this.settle(next.id);
          this.#listener.sent(next.id);
        } else {
          if (delivery === "refused") this.#refuse(next.id);
          this.#later();
          return;
        }
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

  #next(): Unsent | undefined {
    return this.waiting.find((unsent) => !this.#hasFailed(unsent.id));
  }

  #hasFailed(id: string): boolean {
    return (this.#refusals.get(id) ?? 0) >= REFUSALS_BEFORE_FAILED;
  }

  #refuse(id: string): void {
    this.#refusals.set(id, (this.#refusals.get(id) ?? 0) + 1);
    if (this.#hasFailed(id)) this.#listener.failed(id);
  }

  #later(): void {
    this.#attempts += 1;
    const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(this.#attempts, 8));
    this.#timer = setTimeout(() => void this.flush(), pause);
  }
}
