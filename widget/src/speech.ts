/** Reading aloud with the voices of the device. */

export interface Reading {
  /** What is read, to tell whether it is being read just now. */
  readonly id: string;
  readonly text: string;
  /** ISO 639-1. */
  readonly language: string;
  /** Use only voices that do not send the text to the browser's maker. */
  readonly onDevice: boolean;
  /** Called once, at the end or when stopped. */
  done(): void;
}

/** Longer texts are cut off by some browsers after 15 seconds, so sentences are spoken one by one.
 * They also end with the Arabic question mark, the full stop of Urdu and Pashto, and the Ethiopic one. */
const SENTENCES = /[^.!?\u061f\u06d4\u1362\n]+[.!?\u061f\u06d4\u1362\n]*/g;

export class Speech {
  #current: Reading | null = null;

  constructor() {
    // Some browsers load their voices only after the first question for them.
    this.#synthesis?.getVoices();
  }

  isReading(id: string): boolean {
    return this.#current?.id === id;
  }

  /** Reads a text in place of whatever is being read; `false` when the device has no voice for it. */
  speak(reading: Reading): boolean {
    this.stop();
    const voice = this.#voice(reading);
    const synthesis = this.#synthesis;
    if (!voice || !synthesis) return false;
    this.#current = reading;
    const end = (): void => {
      if (this.#current === reading) this.stop();
    };
    const sentences = reading.text.match(SENTENCES) ?? [reading.text];
    sentences.forEach((sentence, index) => {
      const utterance = new SpeechSynthesisUtterance(sentence.trim());
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.onerror = end;
      if (index === sentences.length - 1) utterance.onend = end;
      synthesis.speak(utterance);
    });
    return true;
  }

  stop(): void {
    const reading = this.#current;
    if (reading === null) return;
    this.#current = null;
    this.#synthesis?.cancel();
    reading.done();
  }

  get #synthesis(): SpeechSynthesis | undefined {
    return "speechSynthesis" in window ? window.speechSynthesis : undefined;
  }

  #voice({ language, onDevice }: Reading): SpeechSynthesisVoice | undefined {
    const voices = (this.#synthesis?.getVoices() ?? []).filter(
      (voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language,
    );
    const local = voices.find((voice) => voice.localService);
    return local ?? (onDevice ? undefined : voices[0]);
  }
}
