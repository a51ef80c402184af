/** One newcomer's talk with the bot on this device: what was said, what is on its way, whether the line holds. */

import { type Acquaintance, Connection, type LineState } from "./connection";
import { Conversation } from "./conversation";
import { newId } from "./ids";
import { Outbox } from "./outbox";
import { changeLanguage, CONFIRM_DELETE, START } from "./payloads";
import type { Store } from "./store";
import type { Button, Message } from "./wire";

export interface SessionListener {
  /** @param own Whether the newcomer has just said something. */
  changed(own: boolean): void;
  /** Somebody has just said something, now and not in the history. */
  said(message: Message): void;
}

export interface SessionOptions {
  readonly botUrl: string;
  /** Hints that go with each message. */
  metadata(): Readonly<Record<string, string>>;
}

const SLOW_AFTER_MS = 25_000;
/** How long a sign of writing lasts. */
const WRITING_MS = 6_000;

export class Session {
  readonly #store: Store;
  readonly #options: SessionOptions;
  readonly #listener: SessionListener;
  #conversation = new Conversation();
  #connection: Connection | null = null;
  #outbox: Outbox | null = null;
  #line: LineState = "connecting";
  #gapless = false;
  #awaiting = false;
  #slow = false;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #writingTimer: ReturnType<typeof setTimeout> | undefined;
  /** Told what the bot says to the wish to be deleted; `null` while nobody has it. */
  #erasing: ((message: Message) => void) | null = null;

  constructor(store: Store, options: SessionOptions, listener: SessionListener) {
    this.#store = store;
    this.#options = options;
    this.#listener = listener;
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  get line(): LineState {
    return this.#line;
  }

  /** Whether an answer is being made: by the bot, or by a counsellor who writes right now. */
  get awaiting(): boolean {
    if (this.#line !== "online") return false;
    return (this.#awaiting && !this.#slow) || this.#writingTimer !== undefined;
  }

  get slow(): boolean {
    return this.#awaiting && this.#line === "online" && this.#slow;
  }

  /** Goes on with a conversation that this device already has; does nothing if there is none. */
  resume(): void {
    if (!this.#store.read().consent || this.#connection) return;
    this.#restart();
    this.#connect();
  }

  /** An empty conversation, but for what the bot has not got yet. */
  #restart(): void {
    this.#conversation = new Conversation();
    for (const { id, message, shown, at } of this.#store.read().unsent) {
      this.#conversation.addOwn(own(id, shown, at), shown === message ? null : message);
    }
  }

  /**
   * Begins a conversation: the first thing the bot hears is `/start`.
   *
   * @param chosenLanguage The language the person chose before; `null` when they left it to the page.
   */
  start(chosenLanguage: string | null): void {
    this.#store.change({ consent: true });
    this.#connect();
    // A choice weighs more than the hint in the metadata, so it is made before the welcome is written.
    if (chosenLanguage !== null) this.#utter(changeLanguage(chosenLanguage), "");
    this.#utter(START, "");
  }

  say(text: string): void {
    this.#utter(text, text);
  }

  choose(button: Button): void {
    this.#utter(button.payload, button.title);
  }

  /** Tells the bot about the language that was picked; what it answers is enough to see of it. */
  changeLanguage(code: string): void {
    this.#utter(changeLanguage(code), "");
  }

  retry(id: string): void {
    this.#conversation.mark(id, "pending");
    this.#outbox?.retry(id);
    this.#listener.changed(false);
  }

  /** Leaves this conversation and begins another; nothing of the old one is sent any more. */
  startAnew(): void {
    this.#leave();
    this.#store.change({ session: null, token: null, seen: null, unsent: [] });
    this.start(this.#store.read().language);
    this.#listener.changed(true);
  }

  /**
   * Has the service delete all it has of this person.
   *
   * @returns Whether it did; nothing is deleted there otherwise. A person without a conversation has nothing there.
   */
  async erase(): Promise<boolean> {
    const { session } = this.#store.read();
    if (session === null) return true;
    const connection = this.#connection;
    if (!connection?.ready) return false;
    const answers: Message[] = [];
    this.#erasing = (message) => answers.push(message);
    const delivery = await connection.send({
      session_id: session,
      message: CONFIRM_DELETE,
      message_id: newId(),
      metadata: this.#options.metadata(),
    });
    this.#erasing = null;
    // The bot answers before it acknowledges. If a part of the service is away, it offers to try again.
    return delivery === "accepted" && answers.some(isFarewell);
  }

  /** Leaves no trace on this device. */
  forget(): void {
    this.#leave();
    this.#store.forget();
    this.#listener.changed(false);
  }

  /** Lets go of the line; what is unsent stays on the device. */
  close(): void {
    clearTimeout(this.#slowTimer);
    this.#stopWriting();
    this.#outbox?.close();
    this.#connection?.close();
    this.#outbox = null;
    this.#connection = null;
  }

  #leave(): void {
    this.close();
    this.#conversation = new Conversation();
    this.#line = "connecting";
    this.#awaiting = false;
    this.#slow = false;
  }

  #connect(): void {
    const connection = new Connection(this.#options.botUrl, () => this.#acquaintance(), {
      state: (line) => this.#lineChanged(line),
      session: (id, token) => this.#confirmed(id, token),
      history: (messages) => this.#history(messages),
      message: (message) => this.#message(message),
      typing: () => this.#written(),
    });
    this.#connection = connection;
    this.#outbox = new Outbox(
      this.#store,
      (unsent) =>
        connection.send({
          session_id: this.#store.read().session ?? "",
          message: unsent.message,
          message_id: unsent.id,
          metadata: unsent.metadata,
        }),
      {
        sent: (id) => {
          this.#conversation.mark(id, "sent");
          this.#listener.changed(false);
        },
        failed: (id) => {
          this.#conversation.mark(id, "failed");
          this.#answered();
          this.#listener.changed(false);
        },
      },
    );
    connection.open();
  }

  #acquaintance(): Acquaintance {
    const { session, token } = this.#store.read();
    return { session, token, since: this.#conversation.cursor };
  }

  #lineChanged(line: LineState): void {
    this.#line = line;
    if (line !== "online") this.#gapless = false;
    else if (this.#awaiting) this.#await();
    this.#listener.changed(false);
  }

  #confirmed(id: string, token: string | null): void {
    const kept = this.#store.read();
    if (kept.session !== id || kept.token !== token) this.#store.change({ session: id, token });
    // The bot has the old conversation no more: what was said there is not a part of this one.
    if (kept.session !== null && kept.session !== id) {
      this.#restart();
      if (kept.unsent.length === 0) this.#utter(START, "");
    }
    void this.#outbox?.flush();
  }

  #history(messages: readonly Message[]): void {
    for (const id of this.#conversation.merge(messages)) this.#outbox?.settle(id);
    this.#gapless = true;
    if (messages[messages.length - 1]?.author !== "newcomer" && messages.length > 0) this.#answered();
    this.#listener.changed(false);
  }

  #message(message: Message): void {
    if (this.#erasing) this.#erasing(message);
    else if (isFarewell(message)) this.#empty();
    if (!this.#conversation.add(message, this.#gapless)) return;
    if (message.author === "counsellor") this.#stopWriting();
    this.#answered();
    this.#listener.said(message);
    this.#listener.changed(false);
  }

  /**
   * The conversation is deleted there, so it goes here too, in every tab; consent is asked for again.
   *
   * Whoever writes on below the farewell gets a new conversation: the next message asks for one.
   */
  #empty(): void {
    this.#conversation = new Conversation();
    this.#store.change({ session: null, token: null, seen: null, consent: false });
  }

  /** The counsellor's side says so every four seconds while it lasts. */
  #written(): void {
    clearTimeout(this.#writingTimer);
    this.#writingTimer = setTimeout(() => {
      this.#stopWriting();
      this.#listener.changed(false);
    }, WRITING_MS);
    this.#listener.changed(false);
  }

  #stopWriting(): void {
    clearTimeout(this.#writingTimer);
    this.#writingTimer = undefined;
  }

  #utter(message: string, shown: string): void {
    const unsent = {
      id: newId(),
      message,
      shown,
      at: new Date().toISOString(),
      metadata: this.#options.metadata(),
    };
    this.#conversation.addOwn(own(unsent.id, shown, unsent.at), shown === message ? null : message);
    if (this.#conversation.handoff?.state !== "active") this.#await();
    this.#outbox?.add(unsent);
    this.#listener.changed(true);
  }

  #await(): void {
    this.#awaiting = true;
    this.#slow = false;
    clearTimeout(this.#slowTimer);
    this.#slowTimer = setTimeout(() => {
      this.#slow = true;
      this.#listener.changed(false);
    }, SLOW_AFTER_MS);
  }

  #answered(): void {
    this.#awaiting = false;
    this.#slow = false;
    clearTimeout(this.#slowTimer);
  }
}

/** Whether the bot has deleted everything, rather than asking to try again or being broken itself. */
export function isFarewell({ author, custom }: Message): boolean {
  return author === "bot" && custom.type === "notice" && custom.notice === "erased";
}

function own(id: string, text: string, at: string): Message {
  return {
    id,
    at,
    author: "newcomer",
    text,
    language: "",
    dir: "auto",
    buttons: [],
    custom: { type: "plain" },
  };
}
