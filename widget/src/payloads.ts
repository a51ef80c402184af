/** Button payloads (docs/wire.md, part 2): writing them, and telling them from what a person types. */

import { languageOf } from "./languages";
import type { Button } from "./wire";

export const START = "/start";

export const askTopic = (article: string): string => `/ask_topic${JSON.stringify({ article })}`;

export const changeLanguage = (code: string): string =>
  `/change_language${JSON.stringify({ chosen_language: code })}`;

const SHAPE = /^\/(inform_place|change_language|ask_topic|ask_for_person|affirm|deny|withdraw_handoff|start)(\{.*\})?$/s;
/** Mean the same whenever they are pressed; the others answer the question they stand under. */
const LASTING = /^\/(ask_topic|ask_for_person|change_language)\b/;

export const isPayload = (message: string): boolean => SHAPE.test(message);

export const isLasting = (payload: string): boolean => LASTING.test(payload);

/** Whether two payloads say the same, whatever the spacing of their JSON. */
export function samePayload(one: string, other: string): boolean {
  return normalised(one) === normalised(other);
}

/** What the person saw when they chose this payload; `null` when it was sent without a button. */
export function titleOf(payload: string, offered: readonly Button[]): string | null {
  const button = offered.find((candidate) => samePayload(candidate.payload, payload));
  if (button) return button.title;
  const chosen = /^\/change_language.*"([a-z]{2})"/s.exec(payload);
  return languageOf(chosen?.[1])?.name ?? null;
}

function normalised(payload: string): string {
  const brace = payload.indexOf("{");
  if (brace < 0) return payload;
  try {
    return payload.slice(0, brace) + JSON.stringify(JSON.parse(payload.slice(brace)));
  } catch {
    return payload;
  }
}
