/** What was said, each message once, in the bot's order, with what this device has not got across yet at the end. */

import { samePayload } from "./payloads";
import type { HandoffState, Message } from "./wire";

export type Progress = "sent" | "pending" | "failed";

export interface Entry {
  readonly message: Message;
  /** The payload behind the newcomer's message when it came from a button. */
  readonly payload: string | null;
  progress: Progress;
}

export class Conversation {
  #entries: Entry[] = [];
  /** Also ids that are not shown, such as that of `/start`. */
  readonly #known = new Set<string>();
  #cursor: string | null = null;

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** The last message before which none can be missing; asked for at the next connection. */
  get cursor(): string | null {
    return this.#cursor;
  }

  knows(id: string): boolean {
    return this.#known.has(id);
  }

  /** The newcomer's own message, before the bot has it. */
  addOwn(message: Message, payload: string | null): void {
    this.#known.add(message.id);
    if (message.text !== "") this.#entries.push({ message, payload, progress: "pending" });
  }

  /**
   * Takes in the history after the cursor.
   *
   * @returns The ids that were known already, so that the outbox can let go of them.
   */
  merge(messages: readonly Message[]): string[] {
    const known: string[] = [];
    let place = this.#endOfSent();
    for (const message of messages) {
      this.#cursor = message.id;
      if (this.knows(message.id)) {
        known.push(message.id);
        this.mark(message.id, "sent");
        const index = this.#entries.findIndex((entry) => entry.message.id === message.id);
        if (index >= 0) place = index + 1;
      } else {
        this.#insert(message, place);
        place += 1;
      }
    }
    return known;
  }

  /**
   * Takes in a message that has just been said.
   *
   * @param gapless Whether the history of this connection has arrived, so that nothing before it can be missing.
   * @returns Whether it is new.
   */
  add(message: Message, gapless: boolean): boolean {
    if (gapless) this.#cursor = message.id;
    if (this.knows(message.id)) return false;
    // Below everything: an answer may overtake the word that its question was stored.
    this.#insert(message, this.#entries.length);
    return true;
  }

  mark(id: string, progress: Progress): void {
    const entry = this.#entries.find((candidate) => candidate.message.id === id);
    if (entry) entry.progress = progress;
  }

  /** Where the talk with a counsellor stands, as far as the bot has said. */
  get handoff(): { state: HandoffState; position: number | null } | null {
    for (const { message } of [...this.#entries].reverse()) {
      if (message.custom.type === "handoff") return message.custom;
    }
    return null;
  }

  /** The payload that was chosen under the message at this place; `null` while none was. */
  chosen(index: number): string | null {
    const buttons = this.#entries[index]?.message.buttons ?? [];
    for (const later of this.#entries.slice(index + 1)) {
      const { payload } = later;
      if (payload !== null && buttons.some((button) => samePayload(button.payload, payload))) {
        return payload;
      }
      // The same choice offered again further down belongs to the later message.
      if (later.message.author !== "newcomer" && later.message.buttons.length > 0) return null;
    }
    return null;
  }

  /** Whether the newcomer has spoken since, so that a "yes" under this message would answer something else. */
  passed(index: number): boolean {
    return this.#entries.slice(index + 1).some((entry) => entry.message.author === "newcomer");
  }

  #insert(message: Message, place: number): void {
    this.#known.add(message.id);
    const payload = message.author === "newcomer" ? this.#payloadOf(message.text, place) : null;
    this.#entries.splice(place, 0, { message, payload, progress: "sent" });
  }

  /** A pressed button comes back in the history as its title. */
  #payloadOf(title: string, place: number): string | null {
    for (const { message } of this.#entries.slice(0, place).reverse()) {
      const button = message.buttons.find((candidate) => candidate.title === title);
      if (button) return button.payload;
      if (message.author === "newcomer") return null;
    }
    return null;
  }

  #endOfSent(): number {
    const firstUnsent = this.#entries.findIndex((entry) => entry.progress !== "sent");
    return firstUnsent < 0 ? this.#entries.length : firstUnsent;
  }
}
