/** The custom element: attributes in, one app inside a shadow root. */

import { App } from "./app";
import { languageOf } from "./languages";
import { beside, scriptNonce } from "./script";
import { style } from "./styles";
import { pageAddress } from "./urls";

const REGIONS = new Set(["flanders", "brussels", "wallonia", "german-community"]);

/**
 * `<fanal-chat>`
 *
 * Attributes: `bot-url` (where the bot answers; without it, where the script came from), `mode` (`bubble`, the
 * default, or `inline`), `language` (a code; without it the browser's), `region` (a hint: `flanders`, `brussels`,
 * `wallonia`, `german-community`), `privacy-url` (the page's privacy statement), `theme` (`light` or `dark`; without
 * it the system's).
 */
export class FanalChat extends HTMLElement {
  static readonly observedAttributes = ["bot-url", "mode", "language", "region", "privacy-url"];

  #app: App | null = null;

  constructor() {
    super();
    style(this.attachShadow({ mode: "open" }), scriptNonce, beside("fanal-chat.css"));
  }

  connectedCallback(): void {
    this.#build();
  }

  disconnectedCallback(): void {
    this.#tearDown();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    // All that matters is on the device or with the bot, so a new app goes on where the old one stood.
    if (this.#app && before !== after) this.#build();
  }

  /** Opens the panel, for a button of the page's own. */
  open(): void {
    this.#app?.open();
  }

  /** Closes the panel of a bubble. */
  close(): void {
    this.#app?.close();
  }

  #build(): void {
    this.#tearDown();
    const region = this.getAttribute("region");
    this.#app = new App({
      botUrl: this.#botUrl,
      mode: this.getAttribute("mode") === "inline" ? "inline" : "bubble",
      language: languageOf(this.getAttribute("language"))?.code ?? null,
      region: region !== null && REGIONS.has(region) ? region : null,
      privacyUrl: pageAddress(this.getAttribute("privacy-url")),
    });
    this.shadowRoot?.append(this.#app.frame.root);
  }

  #tearDown(): void {
    this.#app?.destroy();
    this.#app?.frame.root.remove();
    this.#app = null;
  }

  get #botUrl(): string {
    const wished = pageAddress(this.getAttribute("bot-url"));
    // With and without the last slash it is the same bot, and the same conversation on the device.
    return wished?.replace(/\/+$/, "") ?? new URL(beside("") ?? location.href).origin;
  }
}
