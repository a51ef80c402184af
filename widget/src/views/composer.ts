/** Where the newcomer writes. */

import { fill, h, icon, setAttribute } from "../dom";
import type { Catalogue } from "../i18n";
import { SEND } from "../icons";

export const LONGEST_MESSAGE = 4000;
const COUNT_FROM = 3600;

export class Composer {
  readonly node: HTMLFormElement;
  readonly #input: HTMLTextAreaElement;
  readonly #label: HTMLLabelElement;
  readonly #button: HTMLButtonElement;
  readonly #counter: HTMLElement;
  readonly #send: (text: string) => void;
  #texts: Catalogue;

  /** @param send Receives what was written, trimmed, from 1 to 4,000 characters. */
  constructor(texts: Catalogue, send: (text: string) => void) {
    this.#send = send;
    this.#texts = texts;
    this.#label = h("label", { class: "hidden", for: "input" });
    this.#counter = h("p", { class: "counter", id: "counter", role: "status" });
    this.#input = h("textarea", {
      id: "input",
      rows: 1,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-describedby": "counter",
      oninput: () => this.#changed(),
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
      h("div", { class: "field" }, this.#input, this.#button),
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
    this.#count();
  }

  focus(): void {
    this.#input.focus();
  }

  clear(): void {
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

  #submit(): void {
    if (this.#length === 0 || this.#length > LONGEST_MESSAGE) {
      this.#input.focus();
      return;
    }
    const text = this.#input.value.trim();
    this.clear();
    this.#send(text);
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
        : "";
  }
}
