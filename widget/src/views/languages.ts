/** The choice of languages, each in its own script. */

import { h, icon } from "../dom";
import { CHECK, GLOBE } from "../icons";
import { direction, type Language, languageOf, LANGUAGES } from "../languages";

/** The languages shown at first where there is little room. */
const FIRST = 6;

/**
 * Buttons for all languages.
 *
 * @param current Code of the language in use.
 * @param more Name of the button that shows the rest; `null` shows all at once.
 */
export function languageChoice(
  current: string,
  label: string,
  more: string | null,
  choose: (code: string) => void,
): HTMLElement {
  const button = ({ code, name }: Language): HTMLElement =>
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
    );
  const first = more === null ? LANGUAGES : likely(current);
  const rest = LANGUAGES.filter((language) => !first.includes(language));
  const group = h(
    "div",
    { class: "languages", role: "group", "aria-label": label },
    ...first.map(button),
    more !== null &&
      h(
        "button",
        {
          type: "button",
          class: "language more-languages",
          onclick: (event: MouseEvent) => {
            const buttons = rest.map(button);
            (event.currentTarget as HTMLElement).remove();
            group.append(...buttons);
            buttons[0]?.focus();
          },
        },
        icon(GLOBE),
        h("span", { class: "hidden" }, `${more}: `),
        // Their own names are what a reader of theirs recognises.
        h("span", {}, ...rest.flatMap(({ code, name }) => [h("bdi", { lang: code }, name), " · "]).slice(0, -1)),
      ),
  );
  return group;
}

/** The language in use and the browser's own, then those that most newcomers read. */
function likely(current: string): Language[] {
  const codes = [current, ...navigator.languages, ...LANGUAGES.map(({ code }) => code)];
  const languages = codes
    .map((code) => languageOf(code))
    .filter((language): language is Language => language !== undefined);
  return [...new Set(languages)].slice(0, FIRST);
}
