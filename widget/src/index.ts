/** Registers the element and, when the script asks for it, puts one on the page. */

import { FanalChat } from "./element";
import { placement } from "./script";

if (!customElements.get("fanal-chat")) customElements.define("fanal-chat", FanalChat);

const wished = placement();
if (wished) {
  const place = (): void => {
    // A page may come to load the script twice, through a template and a tag manager.
    if (document.querySelector("fanal-chat")) return;
    const element = document.createElement("fanal-chat");
    for (const [name, value] of Object.entries(wished)) element.setAttribute(name, value);
    document.body.append(element);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place, { once: true });
  else place();
}
