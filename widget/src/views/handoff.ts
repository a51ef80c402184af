/** The way to a counsellor, as a card: what would be shared, and where the request stands. */

import { h, icon } from "../dom";
import type { Catalogue } from "../i18n";
import type { Texts } from "../i18n/en";
import { CHECK, CLOCK, CLOSE, PERSON } from "../icons";
import { languageOf } from "../languages";
import type { Custom, HandoffState } from "../wire";

export type Handoff = Extract<Custom, { type: "handoff" }>;

const STATES: Readonly<Record<HandoffState, { text: keyof Texts; icon: readonly string[] }>> = {
  offered: { text: "handoffOffered", icon: PERSON },
  waiting: { text: "handoffWaiting", icon: CLOCK },
  active: { text: "handoffActive", icon: PERSON },
  resolved: { text: "handoffResolved", icon: CHECK },
  withdrawn: { text: "handoffWithdrawn", icon: CHECK },
};

const LABELS: Readonly<Record<string, keyof Texts>> = {
  language: "labelLanguage",
  municipality: "labelMunicipality",
  region: "labelRegion",
  topic: "labelTopic",
  question: "labelQuestion",
};

const REGIONS: Readonly<Record<string, keyof Texts>> = {
  flanders: "flanders",
  brussels: "brussels",
  wallonia: "wallonia",
  "german-community": "germanCommunity",
  federal: "federal",
};

/** @param strike Leaves a line out of what would be shared. */
export function handoffCard(
  handoff: Handoff,
  labels: Catalogue,
  strike: (line: string, title: string) => void,
): HTMLElement {
  const state = STATES[handoff.state];
  return h(
    "div",
    { class: `handoff-card ${handoff.state}`, lang: labels.language, dir: labels.dir },
    h("p", { class: "handoff-state" }, icon(state.icon), h("strong", {}, labels.text(state.text))),
    handoff.state === "waiting" &&
      handoff.position !== null &&
      h("p", { class: "position" }, labels.text("position", { count: handoff.position })),
    handoff.state === "waiting" &&
      handoff.waitMinutes !== null &&
      h("p", {}, labels.text("waitMinutes", { count: handoff.waitMinutes })),
    handoff.summary.length > 0 && summary(handoff, labels, strike),
  );
}

function summary(handoff: Handoff, labels: Catalogue, strike: (line: string, title: string) => void): HTMLElement {
  const rows = handoff.summary.map(({ label, value, title }) => {
    const known = LABELS[label];
    const shown = known ? labels.text(known) : title || label;
    const words = labels.text("leaveOut", { line: shown });
    return h(
      "div",
      { class: "row" },
      h("dt", {}, shown),
      h("dd", {}, h("bdi", {}, readable(label, value, labels))),
      // The language is needed to find somebody who speaks it.
      handoff.state === "offered" &&
        label !== "language" &&
        h(
          "dd",
          { class: "strike" },
          h(
            "button",
            { type: "button", class: "plain", "aria-label": words, title: words, onclick: () => strike(label, words) },
            icon(CLOSE),
          ),
        ),
    );
  });
  return h(
    "div",
    { class: "summary" },
    h("p", {}, labels.text("shared")),
    h("dl", {}, ...rows),
  );
}

/** Values travel as keys where the reader of the other side has another language. */
function readable(label: string, value: string, labels: Catalogue): string {
  if (label === "language") return languageOf(value)?.name ?? value;
  const region = label === "region" ? REGIONS[value] : undefined;
  return region ? labels.text(region) : value;
}
