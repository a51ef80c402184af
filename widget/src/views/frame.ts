/** The frame around everything: launcher, panel, header, status line, and who is on stage in between. */

import { fill, h, icon, setAttribute } from "../dom";
import type { Catalogue } from "../i18n";
import { BEACON, CLOSE, CLOUD_OFF, GLOBE, MENU, SPEECH_BUBBLE } from "../icons";
import { languageOf } from "../languages";

export interface FrameActions {
  open(): void;
  close(): void;
  languages(): void;
  menu(): void;
}

export interface Status {
  readonly kind: "offline" | "connecting" | "waiting" | "active" | "slow";
  readonly text: string;
}

export class Frame {
  readonly root: HTMLElement;
  readonly panel: HTMLElement;
  readonly launcher: HTMLButtonElement;
  readonly stage: HTMLElement;
  readonly languageButton: HTMLButtonElement;
  readonly menuButton: HTMLButtonElement;
  readonly #closeButton: HTMLButtonElement;
  readonly #role = h("span", { class: "subtitle" });
  readonly #status = h("div", { class: "status none", role: "status" });
  readonly #announcer = h("div", { class: "hidden announcer", "aria-live": "polite", "aria-relevant": "additions" });
  #texts: Catalogue;
  #unread = 0;

  constructor(texts: Catalogue, actions: FrameActions) {
    this.#texts = texts;
    this.launcher = h("button", {
      type: "button",
      class: "launcher",
      "aria-controls": "panel",
      onclick: () => actions.open(),
    });
    this.languageButton = h("button", { type: "button", class: "bar-button languages-button", onclick: () => actions.languages() });
    this.menuButton = h("button", { type: "button", class: "bar-button", onclick: () => actions.menu() });
    this.#closeButton = h("button", { type: "button", class: "bar-button close", onclick: () => actions.close() });
    this.stage = h("div", { class: "stage" });
    this.panel = h(
      "section",
      { class: "panel", id: "panel", hidden: true, "aria-labelledby": "title" },
      h(
        "header",
        {},
        h("span", { class: "logo" }, icon(BEACON)),
        h("div", { class: "titles" }, h("h2", { id: "title" }, "Fanal"), this.#role),
        this.languageButton,
        this.menuButton,
        this.#closeButton,
      ),
      this.#status,
      this.stage,
    );
    this.root = h("div", { class: "root" }, this.launcher, this.panel, this.#announcer);
    this.speak(texts, texts.language);
  }

  /** @param language The chosen language, which the texts may only come close to. */
  speak(texts: Catalogue, language: string): void {
    this.#texts = texts;
    this.root.lang = texts.language;
    this.root.dir = texts.dir;
    this.#role.textContent = texts.text("assistant");
    const name = languageOf(language)?.name ?? language;
    fill(this.languageButton, icon(GLOBE), h("span", { class: "bar-text", lang: language }, name));
    this.languageButton.setAttribute("aria-label", `${texts.text("language")}: ${name}`);
    fill(this.menuButton, icon(MENU, "icon heavy"));
    this.menuButton.setAttribute("aria-label", texts.text("menu"));
    fill(this.#closeButton, icon(CLOSE));
    this.#closeButton.setAttribute("aria-label", texts.text("close"));
    this.unread = this.#unread;
  }

  /** @param mode Inline fills the place the page gives it and cannot be closed. */
  set mode(mode: "bubble" | "inline") {
    this.root.classList.toggle("bubble", mode === "bubble");
    this.root.classList.toggle("inline", mode === "inline");
    this.launcher.hidden = mode === "inline";
    this.#closeButton.hidden = mode === "inline";
    setAttribute(this.panel, "role", mode === "bubble" ? "dialog" : null);
  }

  /** Whether the panel hides the page, and says so to screen readers. */
  set modal(modal: boolean) {
    setAttribute(this.panel, "aria-modal", modal ? "true" : null);
  }

  set open(open: boolean) {
    this.panel.hidden = !open;
    this.root.classList.toggle("open", open);
    this.launcher.setAttribute("aria-expanded", String(open));
  }

  /** Messages that arrived while the panel was closed. */
  set unread(count: number) {
    this.#unread = count;
    fill(
      this.launcher,
      icon(SPEECH_BUBBLE),
      h("span", {}, this.#texts.text("open")),
      count > 0 && h("span", { class: "badge", "aria-hidden": "true" }, String(count)),
      count > 0 && h("span", { class: "hidden" }, ` (${this.#texts.text("newMessages", { count })})`),
    );
  }

  set status(status: Status | null) {
    this.#status.className = `status ${status?.kind ?? "none"}`;
    if (this.#status.textContent === (status?.text ?? "")) return;
    fill(this.#status, status?.kind === "offline" && icon(CLOUD_OFF), status && h("span", {}, status.text));
  }

  /** Puts something on the stage in place of what is there. */
  show(...nodes: HTMLElement[]): void {
    fill(this.stage, ...nodes);
  }

  /** Has a screen reader say something in its own language, after what it is saying. */
  announce(text: string, language: string): void {
    this.#announcer.append(h("p", { lang: language || null }, text));
    // Several in a row are spoken in turn; those long spoken only fill the page.
    while (this.#announcer.childElementCount > 8) this.#announcer.firstElementChild?.remove();
  }

  /** Lets nobody find again what a screen reader was given to say. */
  hush(): void {
    fill(this.#announcer);
  }
}
