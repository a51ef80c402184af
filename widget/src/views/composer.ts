/** Where the newcomer writes. */

import { Dictation } from "../dictation";
import { fill, h, icon, setAttribute } from "../dom";
import type { Catalogue } from "../i18n";
import { MICROPHONE, SEND, STOP } from "../icons";

export const LONGEST_MESSAGE = 4000;
const COUNT_FROM = 3600;

export interface ComposerActions {
  /** Receives what was written, trimmed, from 1 to 4,000 characters. */
  send(text: string): void;
  /** What the person speaks, ISO 639-1. */
  language(): string;
  /** Whether the person has been told who hears them; tells them next time if not. */
  mayListen(): boolean;
}

export class Composer {
  readonly node: HTMLFormElement;
  readonly #input: HTMLTextAreaElement;
  readonly #label: HTMLLabelElement;
  readonly #button: HTMLButtonElement;
  readonly #counter: HTMLElement;
  readonly #actions: ComposerActions;
  readonly #dictation = new Dictation();
  readonly #speakButton = h("button", { type: "button", class: "speak", onclick: () => this.#toggleListening() });
  /** Stands below until something is written; empty for none. */
  #note = "";
  #texts: Catalogue;

  constructor(texts: Catalogue, actions: ComposerActions) {
    this.#actions = actions;
    this.#texts = texts;
    this.#speakButton.hidden = !this.#dictation.available;
    this.#label = h("label", { class: "hidden", for: "input" });
    this.#counter = h("p", { class: "counter", id: "counter", role: "status" });
    this.#input = h("textarea", {
      id: "input",
      rows: 1,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-describedby": "counter",
      oninput: () => {
        this.#note = "";
        this.#changed();
      },
      onkeydown: (event: KeyboardEvent) => this.#key(event),
    });
    this.#button = h("button", { type: "submit", class: "send" });
    this.node = h(
      "form",
      {
        class: "composer",
        novalidate: true,
        onsubmit: (event: Event) => {
          event.preventDefault();
          this.#submit();
        },
      },
      this.#label,
      h("div", { class: "field" }, this.#input, this.#speakButton, this.#button),
      this.#counter,
    );
    this.speak(texts);
    this.#changed();
  }

  speak(texts: Catalogue): void {
    this.#texts = texts;
    this.#label.textContent = texts.text("inputLabel");
    this.#input.placeholder = texts.text("inputHint");
    fill(this.#button, icon(SEND, "icon mirrored"), h("span", { class: "hidden" }, texts.text("send")));
    this.stopListening();
    this.#note = "";
    this.#showListening();
    this.#count();
  }

  focus(): void {
    this.#input.focus();
  }

  stopListening(): void {
    this.#dictation.abort();
    this.#showListening();
  }

  clear(): void {
    this.stopListening();
    this.#note = "";
    this.#input.value = "";
    this.#changed();
  }

  get #length(): number {
    // Counted as the bot counts: letters beyond the first 65,536 code points are one character, not two.
    return [...this.#input.value.trim()].length;
  }

  #key(event: KeyboardEvent): void {
    // Enter also ends a composition of an input method; that one does not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #toggleListening(): void {
    if (this.#dictation.active) {
      this.#dictation.stop();
      return;
    }
    this.#note = "";
    if (!this.#actions.mayListen()) {
      this.#note = this.#texts.text("voiceNote");
    } else {
      // What is spoken is added to what is there, and sent only by hand: it may have been misheard.
      const before = this.#input.value === "" ? "" : `${this.#input.value.trimEnd()} `;
      this.#dictation.start(this.#actions.language(), {
        heard: (text) => {
          this.#input.value = before + text;
          this.#changed();
        },
        ended: (understood) => {
          if (!understood) this.#note = this.#texts.text("voiceFailed");
          this.#showListening();
          this.#count();
          this.#input.focus();
        },
      });
    }
    this.#showListening();
    this.#count();
  }

  #showListening(): void {
    const { active } = this.#dictation;
    setAttribute(this.#speakButton, "aria-pressed", String(active));
    const name = this.#texts.text(active ? "stopSpeaking" : "speak");
    fill(this.#speakButton, icon(active ? STOP : MICROPHONE), h("span", { class: "hidden" }, name));
  }

  #submit(): void {
    if (this.#length === 0 || this.#length > LONGEST_MESSAGE) {
      this.#input.focus();
      return;
    }
    const text = this.#input.value.trim();
    this.clear();
    this.#actions.send(text);
  }

  #changed(): void {
    // Grow with the text; the stylesheet holds the limit.
    this.#input.style.height = "auto";
    if (this.#input.value !== "") this.#input.style.height = `${this.#input.scrollHeight + 2}px`;
    // The hint reads as the interface does; what is typed, as its own letters do.
    setAttribute(this.#input, "dir", this.#input.value === "" ? null : "auto");
    setAttribute(this.#button, "aria-disabled", this.#length === 0 ? "true" : null);
    this.#count();
  }

  #count(): void {
    const left = LONGEST_MESSAGE - this.#length;
    const tooLong = left < 0;
    setAttribute(this.#input, "aria-invalid", tooLong ? "true" : null);
    this.#counter.classList.toggle("too-long", tooLong);
    this.#counter.textContent = tooLong
      ? this.#texts.text("tooLong", { count: -left })
      : this.#length >= COUNT_FROM
        ? this.#texts.text("charactersLeft", { count: left })
        : this.#note;
  }
}
