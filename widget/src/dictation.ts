/** Speaking instead of typing, with what the browser offers. */

interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onerror: (() => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
  stop(): void;
}

type Maker = new () => Recognition;

const maker = (): Maker | undefined => {
  const host = window as unknown as Record<string, Maker | undefined>;
  return host["SpeechRecognition"] ?? host["webkitSpeechRecognition"];
};

export interface Listening {
  /** What was understood so far, all of it each time. */
  heard(text: string): void;
  /** @param understood Whether anything was. */
  ended(understood: boolean): void;
}

export class Dictation {
  #current: Recognition | null = null;

  /** Whether the browser can write down what is said; Firefox, for one, cannot. */
  get available(): boolean {
    return maker() !== undefined;
  }

  get active(): boolean {
    return this.#current !== null;
  }

  /** @param language ISO 639-1; a browser that does not know it hears nothing. */
  start(language: string, listening: Listening): void {
    const Made = maker();
    if (!Made || this.#current) return;
    const recognition = new Made();
    let understood = false;
    const end = (): void => {
      if (this.#current !== recognition) return;
      this.#current = null;
      listening.ended(understood);
    };
    recognition.lang = language;
    recognition.interimResults = true;
    recognition.onresult = ({ results }) => {
      if (this.#current !== recognition) return;
      const text = Array.from(results, (result) => result[0]?.transcript ?? "").join(" ").trim();
      understood ||= text !== "";
      listening.heard(text);
    };
    recognition.onerror = end;
    recognition.onend = end;
    this.#current = recognition;
    try {
      recognition.start();
    } catch {
      end();
    }
  }

  /** Ends and keeps what was said. */
  stop(): void {
    this.#current?.stop();
  }

  /** Ends and keeps nothing: the person has gone elsewhere. */
  abort(): void {
    const recognition = this.#current;
    this.#current = null;
    recognition?.abort();
  }
}
