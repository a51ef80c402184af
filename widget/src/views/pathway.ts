/** Next steps in their order, each with who helps and by when, and the page to print. */

import { dayOf } from "../dates";
import { h, icon } from "../dom";
import type { Catalogue } from "../i18n";
import { CALENDAR, CLOCK, PERSON, PRINTER } from "../icons";
import { richText } from "../richtext";
import { webAddress } from "../urls";
import type { Custom, Step } from "../wire";
import { sourcesFold } from "./card";

export type Pathway = Extract<Custom, { type: "pathway" }>;

/** What stands before the first step; the message repeats the steps for channels that show only text. */
export function introduction(text: string): string {
  return text.split(/\n+1\. /)[0] ?? text;
}

export function pathwayCard({ steps, page, calendar }: Pathway, labels: Catalogue): HTMLElement {
  return h(
    "div",
    { class: "pathway" },
    h("ol", { class: "steps" }, ...steps.map((step) => stepView(step, labels))),
    h(
      "div",
      { class: "links", lang: labels.language, dir: labels.dir },
      outside(page, PRINTER, labels.text("printSteps"), labels),
      outside(calendar, CALENDAR, labels.text("calendar"), labels),
    ),
  );
}

function stepView(step: Step, labels: Catalogue): HTMLElement {
  const own = { lang: labels.language, dir: labels.dir };
  const remark = (outline: readonly string[], text: string): HTMLElement =>
    h("p", { class: "remark", ...own }, icon(outline), h("span", {}, text));
  return h(
    "li",
    { class: "step", lang: step.language || null },
    h("strong", { dir: "auto" }, step.title),
    ...richText(step.text, { dir: "auto" }),
    step.due !== "" && remark(CLOCK, labels.text("due", { date: dayOf(step.due, labels.language) })),
    step.offices.length > 0 && remark(PERSON, `${labels.text("offices")}: ${step.offices.join(", ")}`),
    step.decides.length > 0 &&
      step.decides.join() !== step.offices.join() &&
      remark(PERSON, `${labels.text("decides")}: ${step.decides.join(", ")}`),
    step.sources.length > 0 && sourcesFold(step.sources, false, labels),
  );
}

function outside(
  address: string,
  outline: readonly string[],
  text: string,
  labels: Catalogue,
): HTMLElement | null {
  const href = webAddress(address);
  if (href === null) return null;
  return h(
    "a",
    { class: "outside", href, target: "_blank", rel: "noopener noreferrer" },
    icon(outline),
    text,
    h("span", { class: "hidden" }, ` (${labels.text("newWindow")})`),
  );
}
