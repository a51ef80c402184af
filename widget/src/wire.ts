/** What the bot and the chat element say to each other (docs/wire.md, parts 1 and 2), read with distrust. */

import { type Direction, direction } from "./languages";

export interface Button {
  readonly title: string;
  readonly payload: string;
}

export interface Source {
  readonly title: string;
  readonly section: string;
  /** Year, or another date the source gives itself; empty when it gives none. */
  readonly asOf: string;
}

export interface Office {
  readonly name: string;
  readonly does: string;
  readonly web: string;
  /** Street and place; empty when the sources give none. */
  readonly address: string;
}

/** One step of a pathway. */
export interface Step {
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly offices: readonly string[];
  readonly decides: readonly string[];
  readonly sources: readonly Source[];
  /** ISO date; empty when it has none. */
  readonly due: string;
}

export interface Row {
  readonly label: string;
  readonly value: string;
  /** The label in the reader's language; empty when the element has to know it. */
  readonly title: string;
}

export interface Section {
  /** `steps`, `more` or `where-to-go`; any other heading is shown as it stands. */
  readonly heading: string;
  readonly text: string;
}

export interface Related {
  readonly article: string;
  readonly title: string;
}

export type HandoffState = "offered" | "waiting" | "active" | "resolved" | "withdrawn";

export type Custom =
  | { readonly type: "plain" }
  | {
      readonly type: "answer";
      readonly title: string;
      readonly translation: string;
      readonly sources: readonly Source[];
      readonly offices: readonly Office[];
      readonly sections: readonly Section[];
      readonly related: readonly Related[];
    }
  | {
      readonly type: "handoff";
      readonly state: HandoffState;
      readonly summary: readonly Row[];
      /** Place in the queue from 1; `null` when unknown. */
      readonly position: number | null;
      /** Usual wait in minutes; `null` when unknown. */
      readonly waitMinutes: number | null;
    }
  | {
      readonly type: "pathway";
      readonly steps: readonly Step[];
      /** Address of the page to print; empty when there is none, as with `calendar`. */
      readonly page: string;
      readonly calendar: string;
    }
  | { readonly type: "profile" | "clarify" }
  | { readonly type: "counsellor"; readonly name: string; readonly role: string }
  | { readonly type: "notice"; readonly notice: string };

export type Author = "newcomer" | "bot" | "counsellor";

export interface Message {
  readonly id: string;
  /** ISO 8601, UTC; empty when unknown. */
  readonly at: string;
  readonly author: Author;
  readonly text: string;
  /** ISO 639-1; empty when unknown, as for what the newcomer wrote. */
  readonly language: string;
  readonly dir: Direction | "auto";
  readonly buttons: readonly Button[];
  readonly custom: Custom;
}

/** The body of `user_uttered`. */
export interface Utterance {
  readonly session_id: string;
  readonly message: string;
  readonly message_id: string;
  readonly metadata: Readonly<Record<string, string>>;
}

type Raw = Readonly<Record<string, unknown>>;

const HANDOFF_STATES: readonly string[] = ["offered", "waiting", "active", "resolved", "withdrawn"];

const record = (value: unknown): Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : {};

const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter((one) => one !== "") : []);

const list = (value: unknown): Raw[] => (Array.isArray(value) ? value.map(record) : []);

/** A message as the element uses it, or `null` when it has no id and can be neither shown nor told apart. */
export function readMessage(value: unknown): Message | null {
  const raw = record(value);
  const id = text(raw["id"]);
  if (id === "") return null;
  const author: Author =
    raw["author"] === "newcomer" || raw["author"] === "counsellor" ? raw["author"] : "bot";
  const language = text(raw["language"]);
  return {
    id,
    at: text(raw["at"]),
    author,
    text: text(raw["text"]),
    language,
    dir: readDirection(raw["dir"], author, language),
    buttons: list(raw["buttons"])
      .map((button) => ({ title: text(button["title"]), payload: text(button["payload"]) }))
      .filter((button) => button.title !== "" && button.payload !== ""),
    custom: readCustom(record(raw["custom"])),
  };
}

/** The messages of a `history` event, those that cannot be read left out. */
export function readHistory(value: unknown): Message[] {
  return list(record(value)["messages"])
    .map(readMessage)
    .filter((message): message is Message => message !== null);
}

function readDirection(value: unknown, author: Author, language: string): Direction | "auto" {
  // What people type is mixed more often than not; their own letters decide.
  if (author === "newcomer") return "auto";
  if (value === "rtl" || value === "ltr") return value;
  return language === "" ? "auto" : direction(language);
}

const readSources = (value: unknown): Source[] =>
  list(value).map((source) => ({
    title: text(source["title"]) || text(source["key"]),
    section: text(source["section"]),
    asOf: text(source["as_of"]),
  }));

const readRows = (value: unknown): Row[] =>
  list(value)
    .map((row) => ({ label: text(row["label"]), value: text(row["value"]), title: text(row["title"]) }))
    .filter((row) => row.value !== "");

function readCustom(raw: Raw): Custom {
  switch (raw["type"]) {
    case "answer":
      return {
        type: "answer",
        title: text(raw["title"]),
        translation: text(raw["translation"]),
        sources: readSources(raw["sources"]),
        offices: list(raw["offices"])
          .map((office) => ({
            name: text(office["name"]),
            does: text(office["does"]),
            web: text(office["web"]),
            address: text(office["address"]),
          }))
          .filter((office) => office.name !== ""),
        sections: list(raw["sections"])
          .map((section) => ({ heading: text(section["heading"]), text: text(section["text"]) }))
          .filter((section) => section.text.trim() !== ""),
        related: list(raw["related"])
          .map((topic) => ({ article: text(topic["article"]), title: text(topic["title"]) }))
          .filter((topic) => topic.article !== "" && topic.title !== ""),
      };
    case "handoff": {
      const state = text(raw["state"]);
      if (!HANDOFF_STATES.includes(state)) return { type: "plain" };
      const position = raw["position"];
      const wait = raw["wait_minutes"];
      return {
        type: "handoff",
        state: state as HandoffState,
        summary: readRows(raw["summary"]),
        position: typeof position === "number" && position >= 1 ? position : null,
        waitMinutes: typeof wait === "number" && wait >= 0 ? wait : null,
      };
    }
    case "pathway":
      return {
        type: "pathway",
        steps: list(raw["steps"]).map((step) => ({
          title: text(step["title"]),
          text: text(step["text"]),
          language: text(step["language"]),
          offices: texts(step["offices"]),
          decides: texts(step["decides"]),
          sources: readSources(step["sources"]),
          due: text(step["due"]),
        })),
        page: text(raw["page"]),
        calendar: text(raw["calendar"]),
      };
    case "profile":
    case "clarify":
      return { type: raw["type"] };
    case "counsellor":
      return { type: "counsellor", name: text(raw["name"]), role: text(raw["role"]) };
    case "notice":
      return { type: "notice", notice: text(raw["notice"]) };
    default:
      return { type: "plain" };
  }
}
