/** Button payloads (docs/wire.md, part 2). */

export const START = "/start";

export const askTopic = (article: string): string => `/ask_topic${JSON.stringify({ article })}`;

export const changeLanguage = (code: string): string =>
  `/change_language${JSON.stringify({ chosen_language: code })}`;

export const CONFIRM_DELETE = "/confirm_delete";

/** Leaves one line of the summary out of what a counsellor would see. */
export const strike = (line: string): string => `/strike${JSON.stringify({ line })}`;

/** Mean the same whenever they are pressed; the others answer the question they stand under. */
const LASTING = /^\/(ask_topic|ask_theme|ask_pathway|ask_help|ask_for_person|change_language)\b/;

export const isLasting = (payload: string): boolean => LASTING.test(payload);

/** Whether two payloads say the same, whatever the spacing of their JSON. */
export function samePayload(one: string, other: string): boolean {
  return normalised(one) === normalised(other);
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
