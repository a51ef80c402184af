/** Pages that take the place of the conversation for a moment: welcome, languages, menu, a question before deleting. */

import { h, icon } from "../dom";
import type { Catalogue } from "../i18n";
import { BACK, BEACON, BIN, CHECK, LARGER, PERSON, RESTART, SHIELD, SIMPLE } from "../icons";
import { languageChoice } from "./languages";

/** The first page: in which language, and what happens with what is written. Nothing is sent before "start". */
export function welcomeSheet(
  texts: Catalogue,
  language: string,
  privacyUrl: string | null,
  actions: { choose(code: string): void; start(): void },
): HTMLElement {
  const point = (outline: readonly string[], text: string, link: HTMLElement | null = null): HTMLElement =>
    h("li", {}, icon(outline), h("span", {}, text, link && " ", link));
  return h(
    "section",
    { class: "sheet welcome-sheet", "aria-labelledby": "sheet-title" },
    h("h3", { id: "sheet-title", tabindex: -1 }, texts.text("welcome")),
    languageChoice(language, texts.text("chooseLanguage"), texts.text("moreLanguages"), actions.choose),
    h(
      "ul",
      { class: "points" },
      point(BEACON, texts.text("consentAssistant")),
      point(PERSON, texts.text("consentPerson")),
      point(
        SHIELD,
        texts.text("consentPrivacy"),
        privacyUrl === null ? null : privacyLink(texts, privacyUrl),
      ),
    ),
    h(
      "div",
      { class: "sheet-actions" },
      h("button", { type: "button", class: "primary", onclick: () => actions.start() }, texts.text("start")),
    ),
  );
}

export function languageSheet(
  texts: Catalogue,
  language: string,
  actions: { choose(code: string): void; back(): void },
): HTMLElement {
  return sheet(
    texts,
    texts.text("chooseLanguage"),
    actions.back,
    languageChoice(language, texts.text("chooseLanguage"), null, actions.choose),
  );
}

export interface MenuActions {
  back(): void;
  toggleLargeText(): void;
  togglePlainLayout(): void;
  startAnew(): void;
  forget(): void;
}

export function menuSheet(
  texts: Catalogue,
  looks: { readonly largeText: boolean; readonly plainLayout: boolean },
  privacyUrl: string | null,
  actions: MenuActions,
): HTMLElement {
  const item = (
    outline: readonly string[],
    text: string,
    onclick: () => void,
    pressed: boolean | null = null,
  ): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "menu-item",
        "aria-pressed": pressed === null ? null : String(pressed),
        onclick,
      },
      icon(outline),
      h("span", {}, text),
      pressed !== null && icon(CHECK, "icon tick"),
    );
  return sheet(
    texts,
    texts.text("menu"),
    actions.back,
    h(
      "div",
      { class: "menu" },
      item(LARGER, texts.text("largeText"), actions.toggleLargeText, looks.largeText),
      item(SIMPLE, texts.text("plainLayout"), actions.togglePlainLayout, looks.plainLayout),
      item(RESTART, texts.text("newConversation"), actions.startAnew),
      item(BIN, texts.text("forget"), actions.forget),
      privacyUrl !== null && h("p", {}, privacyLink(texts, privacyUrl)),
    ),
  );
}

/**
 * @param explained What will happen, one paragraph each.
 * @param instead Something less that can be done, when there is anything.
 */
export function confirmSheet(
  texts: Catalogue,
  title: string,
  explained: readonly string[],
  actions: { confirm(): void; back(): void },
  instead: { readonly title: string; act(): void } | null = null,
): HTMLElement {
  return sheet(
    texts,
    title,
    actions.back,
    ...explained.map((paragraph) => h("p", {}, paragraph)),
    h(
      "div",
      { class: "sheet-actions" },
      h("button", { type: "button", class: "primary", onclick: () => actions.confirm() }, title),
      instead && h("button", { type: "button", class: "secondary", onclick: () => instead.act() }, instead.title),
      h("button", { type: "button", class: "secondary", onclick: () => actions.back() }, texts.text("cancel")),
    ),
  );
}

function sheet(texts: Catalogue, title: string, back: () => void, ...content: HTMLElement[]): HTMLElement {
  return h(
    "section",
    { class: "sheet", "aria-labelledby": "sheet-title" },
    h(
      "div",
      { class: "sheet-head" },
      h(
        "button",
        { type: "button", class: "plain", "aria-label": texts.text("back"), onclick: () => back() },
        icon(BACK, "icon mirrored"),
      ),
      h("h3", { id: "sheet-title", tabindex: -1 }, title),
    ),
    ...content,
  );
}

function privacyLink(texts: Catalogue, href: string): HTMLElement {
  return h(
    "a",
    { class: "privacy", href, target: "_blank", rel: "noopener noreferrer" },
    texts.text("privacy"),
    h("span", { class: "hidden" }, ` (${texts.text("newWindow")})`),
  );
}
