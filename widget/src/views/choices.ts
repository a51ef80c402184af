/** Buttons under a message. They stay in place when one is chosen, so that the focus and the reading order hold. */

import { h, icon, setAttribute } from "../dom";
import { CHECK } from "../icons";
import { isLasting, samePayload } from "../payloads";
import { pictogram } from "../pictograms";
import type { Button } from "../wire";

export interface Choices {
  readonly node: HTMLElement;
  /**
   * @param chosen The payload that was chosen here; `null` while none was.
   * @param passed Whether the talk has gone on, so that only lasting payloads still make sense.
   */
  update(chosen: string | null, passed: boolean): void;
}

export function choices(
  buttons: readonly Button[],
  label: string,
  chosenMark: string,
  choose: (button: Button) => void,
): Choices {
  const views = buttons.map((button) => {
    const picture = pictogram(button.payload);
    const mark = h("span", { class: "hidden" });
    const node = h(
      "button",
      {
        type: "button",
        class: "choice",
        onclick: () => {
          if (node.getAttribute("aria-disabled") !== "true") choose(button);
        },
      },
      icon(CHECK, "icon tick"),
      picture && icon(picture, "icon picture"),
      h("bdi", {}, button.title),
      mark,
    );
    return { button, node, mark };
  });
  return {
    node: h("div", { class: "choices", role: "group", "aria-label": label }, ...views.map((view) => view.node)),
    update(chosen, passed) {
      for (const { button, node, mark } of views) {
        const isChosen = chosen !== null && samePayload(button.payload, chosen);
        const dead = chosen !== null || (passed && !isLasting(button.payload));
        setAttribute(node, "aria-disabled", dead ? "true" : null);
        node.classList.toggle("chosen", isChosen);
        mark.textContent = isChosen ? ` (${chosenMark})` : "";
      }
    },
  };
}
