/** The way to a counsellor, as a card: what would be shared, and where the request stands. */

import { h, icon } from "../dom";
import type { Catalogue } from "../i18n";
import type { Texts } from "../i18n/en";
import { CHECK, CLOCK, PERSON } from "../icons";
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

export function handoffCard(handoff: Handoff, labels: Catalogue): HTMLElement {
  const state = STATES[handoff.state];
  return h(
    "div",
    { class: `handoff-card ${handoff.state}`, lang: labels.language, dir: labels.dir },
    h("p", { class: "handoff-state" }, icon(state.icon), h("strong", {}, labels.text(state.text))),
    handoff.state === "waiting" &&
      handoff.position !== null &&
      h("p", { class: "position" }, labels.text("position", { count: handoff.position })),
    handoff.summary.length > 0 && summary(handoff, labels),
  );
}

function summary(handoff: Handoff, labels: Catalogue): HTMLElement {
  const rows = handoff.summary.map(({ label, value }) => {
    const known = LABELS[label];
    return h(
      "div",
      {},
      h("dt", {}, known ? labels.text(known) : label),
      h("dd", { dir: "auto" }, readable(label, value, labels)),
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
