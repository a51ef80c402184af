/** Giving the shadow root its stylesheet under a strict content security policy. */

import css from "./styles/index.css";

let shared: CSSStyleSheet | null = null;

/**
 * Styles a shadow root.
 *
 * Browsers before constructable stylesheets (Firefox 101, Safari 16.4) get a `<style>` with the page's nonce or, when
 * there is none, the linked copy of the stylesheet beside the script.
 *
 * @param nonce The nonce of the page's policy, if it has one.
 * @param linked Address of `fanal-chat.css`; `null` when the script's own address is unknown.
 */
export function style(root: ShadowRoot, nonce: string, linked: string | null): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    if (!shared) {
      shared = new CSSStyleSheet();
      shared.replaceSync(css);
    }
    root.adoptedStyleSheets = [shared];
  } else if (nonce !== "" || linked === null) {
    const element = document.createElement("style");
    element.nonce = nonce;
    element.textContent = css;
    root.append(element);
  } else {
    const element = document.createElement("link");
    element.rel = "stylesheet";
    element.href = linked;
    root.append(element);
  }
}
