/** What is kept on the device, under one key per bot: never a message that the bot has already stored. */

export interface Unsent {
  readonly id: string;
  readonly message: string;
  /** What the person reads: the message, the title of a button, or nothing for what no button stands for. */
  readonly shown: string;
  readonly at: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Kept {
  /** Who the bot knows this device as; `null` before the first contact. */
  session: string | null;
  /** Proves to the bot that the conversation is this device's; `null` before the first contact. */
  token: string | null;
  /** Whether the person has read the notice and pressed "start". */
  consent: boolean;
  /** The language the person chose; `null` while none was chosen. */
  language: string | null;
  largeText: boolean;
  /** One thing below the other, with nothing that can be done without. */
  plainLayout: boolean;
  /** Whether the person has read who hears what they speak. */
  voiceNoted: boolean;
  /** The last message that was on the screen, to count the new ones. */
  seen: string | null;
  unsent: Unsent[];
}

const EMPTY: Kept = {
  session: null,
  token: null,
  consent: false,
  language: null,
  largeText: false,
  plainLayout: false,
  voiceNoted: false,
  seen: null,
  unsent: [],
};

/**
 * Reads and writes through to `localStorage`, so that two tabs see each other's changes.
 *
 * A browser that refuses storage (private mode, blocked cookies) gets a conversation that lasts as long as the page.
 */
export class Store {
  readonly #key: string;
  #memory: Kept = { ...EMPTY };
  #refused = false;

  constructor(botUrl: string) {
    this.#key = `fanal-chat ${botUrl}`;
  }

  read(): Kept {
    if (this.#refused) return { ...this.#memory };
    try {
      const stored = localStorage.getItem(this.#key);
      return { ...EMPTY, ...(stored === null ? {} : (JSON.parse(stored) as Partial<Kept>)) };
    } catch {
      return { ...this.#memory };
    }
  }

  change(part: Partial<Kept>): void {
    this.#memory = { ...this.read(), ...part };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#memory));
    } catch {
      this.#refused = true;
    }
  }

  forget(): void {
    this.#memory = { ...EMPTY };
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept there.
    }
  }
}
