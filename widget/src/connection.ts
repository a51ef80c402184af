/** The line to the bot: socket.io with Fanal's own handshake, told apart from what is done with the messages. */

import { io, type Socket } from "socket.io-client";

import { type Message, readHistory, readMessage, type Utterance } from "./wire";

export type LineState = "connecting" | "online" | "offline";

export interface LineListener {
  state(state: LineState): void;
  /** The bot knows this device by this id from now on. */
  session(id: string, token: string | null): void;
  history(messages: Message[]): void;
  message(message: Message): void;
  /** A counsellor writes at this moment. */
  typing(): void;
}

/** What the handshake says: who we are, and what we have seen. */
export interface Acquaintance {
  readonly session: string | null;
  readonly token: string | null;
  readonly since: string | null;
}

export type Delivery = "accepted" | "refused" | "unreachable";

interface Answer {
  readonly accepted?: boolean;
  readonly error?: { readonly code?: string };
}

/** The bot acknowledges after it has answered, which may take a while right after it has started. */
const ACKNOWLEDGED_WITHIN_MS = 15_000;
const GREETED_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export class Connection {
  readonly #socket: Socket;
  readonly #listener: LineListener;
  readonly #acquaintance: () => Acquaintance;
  #confirmed = false;
  #pauseMs = FIRST_PAUSE_MS;
  /** The next attempt, to connect or to be greeted. */
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param botUrl Address of the bot; a path in it is where a proxy serves the bot.
   * @param acquaintance Asked at each connection, so that it says what was seen until then.
   */
  constructor(botUrl: string, acquaintance: () => Acquaintance, listener: LineListener) {
    const url = new URL(botUrl, location.href);
    this.#listener = listener;
    this.#socket = io(url.origin, {
      path: `${url.pathname.replace(/\/+$/, "")}/socket.io`,
      // One long-lived connection needs no sticky sessions; polling is for networks that block it.
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: FIRST_PAUSE_MS,
      reconnectionDelayMax: LONGEST_PAUSE_MS,
      autoConnect: false,
      forceNew: true,
    });
    this.#acquaintance = acquaintance;
    this.#socket.on("connect", () => this.#greet());
    this.#socket.on("session_confirm", (body: unknown) => this.#confirm(body));
    this.#socket.on("history", (body: unknown) => listener.history(readHistory(body)));
    this.#socket.on("bot_uttered", (body: unknown) => {
      const message = readMessage(body);
      if (message) listener.message(message);
    });
    this.#socket.on("typing", () => listener.typing());
    this.#socket.on("connect_error", () => this.#lost());
    this.#socket.on("disconnect", () => this.#lost());
    addEventListener("online", this.#retryNow);
  }

  /** Whether the bot has greeted us and messages can be sent. */
  get ready(): boolean {
    return this.#confirmed && this.#socket.connected;
  }

  open(): void {
    this.#listener.state("connecting");
    this.#socket.connect();
  }

  close(): void {
    removeEventListener("online", this.#retryNow);
    clearTimeout(this.#timer);
    this.#socket.off();
    this.#socket.disconnect();
    this.#confirmed = false;
  }

  /** Sends one message once; whoever calls repeats it, with the same id, until it is accepted. */
  send(utterance: Utterance): Promise<Delivery> {
    if (!this.ready) return Promise.resolve("unreachable");
    return new Promise((resolve) => {
      this.#socket
        .timeout(ACKNOWLEDGED_WITHIN_MS)
        .emit("user_uttered", utterance, (error: Error | null, answer?: Answer) => {
          if (answer?.error?.code === "unknown_session") {
            this.#greet();
            resolve("unreachable");
          } else {
            resolve(error ? "unreachable" : answer?.accepted === true ? "accepted" : "refused");
          }
        });
    });
  }

  #greet(): void {
    const { session, token, since } = this.#acquaintance();
    this.#socket.emit("session_request", { session_id: session, token, since });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#greet(), GREETED_WITHIN_MS);
  }

  #confirm(body: unknown): void {
    const { session_id: id, token } = (body ?? {}) as { session_id?: unknown; token?: unknown };
    if (typeof id !== "string" || id === "") return;
    this.#confirmed = true;
    this.#pauseMs = FIRST_PAUSE_MS;
    clearTimeout(this.#timer);
    this.#listener.session(id, typeof token === "string" ? token : null);
    this.#listener.state("online");
  }

  #lost(): void {
    this.#confirmed = false;
    clearTimeout(this.#timer);
    this.#listener.state("offline");
    // The client library takes a refusal or a farewell for good, and then does not try again by itself;
    // a bot that restarts says both.
    if (this.#socket.active) return;
    this.#timer = setTimeout(() => this.#socket.connect(), this.#pauseMs);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * this.#pauseMs);
  }

  /** The device is back on a network: do not wait for the next scheduled attempt. */
  readonly #retryNow = (): void => {
    if (this.#socket.connected) return;
    this.#socket.disconnect();
    clearTimeout(this.#timer);
    this.#socket.connect();
  };
}
