/** A picture for what a button does, for people who read little; the words stay beside it. */

import {
  ARROW, BIN, BOOK, CHECK, CLOSE, GLOBE, HANDS, INFO, LIST, PAUSE, PERSON, PIN, SCALES, SCROLL, TOOLS, WORDS,
} from "./icons";

type Outline = readonly string[];

const BY_INTENT: Readonly<Record<string, Outline>> = {
  affirm: CHECK,
  ask_for_person: PERSON,
  ask_help: INFO,
  ask_pathway: LIST,
  change_language: GLOBE,
  confirm_delete: BIN,
  delete_data: BIN,
  delete_profile: BIN,
  deny: CLOSE,
  inform_place: PIN,
  pause_profile: PAUSE,
  skip: ARROW,
  show_profile: PERSON,
  tell_profile: PERSON,
  withdraw_handoff: CLOSE,
};

const BY_THEME: Readonly<Record<string, Outline>> = {
  integration: HANDS,
  language: WORDS,
  diploma: SCROLL,
  work: TOOLS,
  rights: SCALES,
};

/** The picture of a payload; `null` for those that no picture explains. */
export function pictogram(payload: string): Outline | null {
  const [, intent = "", body] = /^\/(\w+)(\{.*\})?$/s.exec(payload) ?? [];
  if (intent === "ask_theme") {
    const theme = /"theme":\s*"(\w+)"/.exec(body ?? "")?.[1] ?? "";
    return BY_THEME[theme] ?? null;
  }
  if (intent === "ask_topic") return BOOK;
  return BY_INTENT[intent] ?? null;
}
