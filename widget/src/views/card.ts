/** What unfolds under an answer: sections, offices, sources, other questions. Labels speak the answer's language. */

import { type Attributes, h, icon } from "../dom";
import type { Catalogue } from "../i18n";
import type { Texts } from "../i18n/en";
import { BOOK, INFO, LIST, PERSON, PIN } from "../icons";
import { richText } from "../richtext";
import { webAddress } from "../urls";
import type { Custom, Message, Office, Section, Source } from "../wire";

export type Answer = Extract<Custom, { type: "answer" }>;

const HEADINGS: Readonly<Record<string, { text: keyof Texts; icon: readonly string[] }>> = {
  steps: { text: "steps", icon: LIST },
  more: { text: "more", icon: INFO },
  "where-to-go": { text: "whereToGo", icon: PIN },
};

/** Everything that folds; the short answer above it is complete without. */
export function answerCard(answer: Answer, dir: Message["dir"], labels: Catalogue): HTMLElement | null {
  const folds = [
    ...answer.sections.map((section) => sectionFold(section, dir, labels)),
    answer.offices.length > 0 &&
      fold(PERSON, labels.text("offices"), labels, answer.offices.map((office) => officeCard(office, labels))),
    (answer.sources.length > 0 || answer.translation === "draft") &&
      sourcesFold(answer.sources, answer.translation === "draft", labels),
  ].filter((part): part is HTMLElement => part !== false);
  return folds.length > 0 ? h("div", { class: "folds" }, ...folds) : null;
}

function fold(
  outline: readonly string[],
  title: string,
  labels: Catalogue,
  content: readonly HTMLElement[],
  remark: string | null = null,
): HTMLElement {
  const own: Attributes = { lang: labels.language, dir: labels.dir };
  return h(
    "details",
    { class: "fold" },
    h(
      "summary",
      own,
      icon(outline),
      h("span", { class: "fold-title" }, title, remark !== null && h("small", {}, remark)),
    ),
    h("div", { class: "fold-body" }, ...content),
  );
}

function sectionFold(section: Section, dir: Message["dir"], labels: Catalogue): HTMLElement {
  const heading = HEADINGS[section.heading];
  return fold(
    heading?.icon ?? INFO,
    heading ? labels.text(heading.text) : section.heading,
    labels,
    richText(section.text, { dir }),
  );
}

function officeCard(office: Office, labels: Catalogue): HTMLElement {
  const href = webAddress(office.web);
  const link = (to: string, ...content: HTMLElement[]): HTMLElement =>
    h(
      "a",
      { href: to, target: "_blank", rel: "noopener noreferrer" },
      ...content,
      h("span", { class: "hidden", lang: labels.language }, ` (${labels.text("newWindow")})`),
    );
  const map = `https://www.openstreetmap.org/search?query=${encodeURIComponent(office.address)}`;
  return h(
    "div",
    { class: "office" },
    h("strong", { dir: "auto" }, office.name),
    office.does !== "" && h("p", { dir: "auto" }, office.does),
    office.address !== "" && h("p", { dir: "auto" }, office.address),
    href !== null && link(href, h("bdi", { dir: "ltr" }, office.web.replace(/^https?:\/\/(www\.)?/, ""))),
    office.address !== "" && link(map, h("span", { lang: labels.language }, labels.text("map"))),
  );
}

/** @param isDraft Whether nobody has checked the translation yet, which is then said beside the sources. */
export function sourcesFold(sources: readonly Source[], isDraft: boolean, labels: Catalogue): HTMLElement {
  const rows = sources.map((source) => h("li", {}, ...sourceLine(source)));
  const content = rows.length > 0 ? [h("ul", { class: "sources" }, ...rows)] : [];
  return fold(BOOK, labels.text("sources"), labels, content, isDraft ? labels.text("draft") : null);
}

function sourceLine(source: Source): HTMLElement[] {
  // Titles are in the language of the source, whatever the answer's; each is an island of its own direction.
  const parts = [h("bdi", { class: "source-title" }, source.title)];
  if (source.section !== "") parts.push(h("bdi", { class: "source-section" }, source.section));
  if (source.asOf !== "") parts.push(h("bdi", { class: "source-date" }, source.asOf));
  return parts;
}
