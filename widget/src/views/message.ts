/** One message of the conversation. */

import type { Entry } from "../conversation";
import { timeOf } from "../dates";
import { fill, h, icon } from "../dom";
import { type Catalogue, catalogue } from "../i18n";
import { BEACON, PERSON, SPEAKER, STOP } from "../icons";
import { askTopic, strike } from "../payloads";
import { richText } from "../richtext";
import type { Button, Message } from "../wire";
import { answerCard } from "./card";
import { choices, type Choices } from "./choices";
import { handoffCard } from "./handoff";
import { introduction, pathwayCard } from "./pathway";

export interface MessageActions {
  choose(button: Button): void;
  retry(id: string): void;
  /**
   * Reads a message aloud, or stops.
   *
   * @param done Called when the reading has ended.
   * @returns Whether there was a voice; `null` when an ongoing reading was stopped instead.
   */
  read(message: Message, language: string, done: () => void): boolean | null;
}

export interface MessageView {
  readonly node: HTMLElement;
  update(entry: Entry, chosen: string | null, passed: boolean): void;
}

export function messageView(entry: Entry, texts: Catalogue, actions: MessageActions): MessageView {
  return entry.message.author === "newcomer"
    ? newcomerView(entry.message, texts, actions)
    : answerView(entry.message, texts, actions);
}

function newcomerView(message: Message, texts: Catalogue, actions: MessageActions): MessageView {
  const progress = h("p", { class: "progress" });
  const node = h(
    "article",
    { class: "message newcomer", "data-id": message.id },
    h("p", { class: "hidden" }, texts.text("you")),
    h("div", { class: "bubble" }, h("p", { class: "typed", dir: "auto" }, message.text)),
    progress,
  );
  return {
    node,
    update(entry) {
      if (progress.dataset["state"] === entry.progress) return;
      progress.dataset["state"] = entry.progress;
      node.classList.toggle("pending", entry.progress === "pending");
      if (entry.progress === "failed") {
        const again = h(
          "button",
          { type: "button", class: "link", onclick: () => actions.retry(message.id) },
          texts.text("retry"),
        );
        fill(progress, texts.text("notSent"), " ", again);
      } else {
        fill(progress, entry.progress === "pending" && texts.text("pending"));
      }
    },
  };
}

function answerView(message: Message, texts: Catalogue, actions: MessageActions): MessageView {
  const { custom } = message;
  const labels = message.language === "" ? texts : catalogue(message.language);
  const groups: Choices[] = [];
  if (message.buttons.length > 0) {
    groups.push(choices(message.buttons, texts.text("choices"), texts.text("chosen"), actions.choose));
  }
  const language = message.language || texts.language;
  const shown = custom.type === "pathway" && custom.steps.length > 0 ? introduction(message.text) : message.text;
  const node = h(
    "article",
    { class: `message ${message.author} ${kind(message)}`, "data-id": message.id },
    byline(message, texts),
    h(
      "div",
      { class: "bubble", lang: message.language || null, dir: message.dir },
      h("div", { class: "text" }, ...richText(shown, { dir: message.dir, emergency: custom.type === "handoff" })),
      custom.type === "handoff" &&
        handoffCard(custom, labels, (line, title) => actions.choose({ title, payload: strike(line) })),
      custom.type === "pathway" && pathwayCard(custom, labels),
      custom.type === "answer" && answerCard(custom, message.dir, labels),
      message.text.trim() !== "" && readAloud(message, language, texts, actions),
    ),
    ...groups.map((group) => within(message, group.node)),
    custom.type === "answer" && custom.related.length > 0 && related(message, custom.related, labels, actions),
  );
  return {
    node,
    update(_entry, chosen, passed) {
      node.classList.toggle("passed", passed);
      for (const group of groups) group.update(chosen, passed);
    },
  };
}

function kind({ custom }: Message): string {
  if (custom.type !== "notice") return `is-${custom.type}`;
  // The welcome is the beginning of the talk, not a remark on it.
  if (custom.notice === "welcome") return "is-welcome";
  return `is-notice is-${custom.notice.replace(/\W/g, "-")}`;
}

/** Says who speaks: a program, or a person by name. */
function byline(message: Message, texts: Catalogue): HTMLElement {
  const { custom } = message;
  const isPerson = message.author === "counsellor";
  const name = custom.type === "counsellor" && custom.name !== "" ? custom.name : null;
  const role = isPerson
    ? custom.type === "counsellor" && custom.role !== ""
      ? custom.role
      : texts.text("counsellor")
    : texts.text("assistant");
  return h(
    "p",
    { class: "byline" },
    icon(isPerson ? PERSON : BEACON, "icon face"),
    h("span", {}, h("bdi", { class: "name" }, name ?? (isPerson ? texts.text("counsellor") : "Fanal")), " "),
    (name !== null || !isPerson) && h("bdi", { class: "role" }, role),
    time(message.at, texts.language),
  );
}

function time(at: string, language: string): HTMLElement | null {
  const shown = timeOf(at, language);
  return shown === null ? null : h("time", { datetime: at }, shown);
}

/** Buttons are in the language of their message. */
function within(message: Message, node: HTMLElement): HTMLElement {
  if (message.language !== "") node.lang = message.language;
  node.dir = message.dir;
  return node;
}

function related(
  message: Message,
  topics: readonly { article: string; title: string }[],
  labels: Catalogue,
  actions: MessageActions,
): HTMLElement {
  const buttons = topics.map(({ article, title }) => ({ title, payload: askTopic(article) }));
  const group = choices(buttons, labels.text("related"), "", actions.choose);
  return within(
    message,
    h(
      "div",
      { class: "related" },
      h("p", { lang: labels.language, "aria-hidden": "true" }, labels.text("related")),
      group.node,
    ),
  );
}

function readAloud(
  message: Message,
  language: string,
  texts: Catalogue,
  actions: MessageActions,
): HTMLElement {
  const label = h("span", {});
  const note = h("span", { class: "no-voice", role: "status" });
  const button = h("button", { type: "button", class: "link read", onclick: press });
  const rest = (): void => {
    fill(button, icon(SPEAKER), label);
    label.textContent = texts.text("readAloud");
  };
  function press(): void {
    const started = actions.read(message, language, rest);
    if (started === true) {
      fill(button, icon(STOP), label);
      label.textContent = texts.text("stopReading");
    }
    note.textContent = started === false ? texts.text("noVoice") : "";
  }
  rest();
  return h("div", { class: "tools", lang: texts.language, dir: texts.dir }, button, note);
}
