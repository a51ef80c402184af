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
      readonly summary: readonly { readonly label: string; readonly value: string }[];
      /** Place in the queue from 1; `null` when unknown. */
      readonly position: number | null;
    }
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

function readCustom(raw: Raw): Custom {
  switch (raw["type"]) {
    case "answer":
      return {
        type: "answer",
        title: text(raw["title"]),
        translation: text(raw["translation"]),
        sources: list(raw["sources"]).map((source) => ({
          title: text(source["title"]) || text(source["key"]),
          section: text(source["section"]),
          asOf: text(source["as_of"]),
        })),
        offices: list(raw["offices"])
          .map((office) => ({
            name: text(office["name"]),
            does: text(office["does"]),
            web: text(office["web"]),
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
      return {
        type: "handoff",
        state: state as HandoffState,
        summary: list(raw["summary"])
          .map((row) => ({ label: text(row["label"]), value: text(row["value"]) }))
          .filter((row) => row.value !== ""),
        position: typeof position === "number" && position >= 1 ? position : null,
      };
    }
    case "counsellor":
      return { type: "counsellor", name: text(raw["name"]), role: text(raw["role"]) };
    case "notice":
      return { type: "notice", notice: text(raw["notice"]) };
    default:
      return { type: "plain" };
  }
}
