/** The choice of languages, each in its own script. */

import { h, icon } from "../dom";
import { CHECK } from "../icons";
import { direction, LANGUAGES } from "../languages";

/** @param current Code of the language in use. */
export function languageChoice(current: string, label: string, choose: (code: string) => void): HTMLElement {
  const buttons = LANGUAGES.map(({ code, name }) =>
    h(
      "button",
      {
        type: "button",
        class: "language",
        lang: code,
        dir: direction(code),
        "data-language": code,
        "aria-pressed": code === current ? "true" : "false",
        onclick: () => choose(code),
      },
      h("span", {}, name),
      icon(CHECK, "icon tick"),
    ),
  );
  return h("div", { class: "languages", role: "group", "aria-label": label }, ...buttons);
}
