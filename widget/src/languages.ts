/** The languages a person can choose, and which one they read next best. Mirrors `knowledge/languages.py`. */

export type Direction = "ltr" | "rtl";

export interface Language {
  readonly code: string;
  /** Its name in itself. */
  readonly name: string;
  /** Read next best, best first; English comes after them. */
  readonly fallbacks: readonly string[];
}

export const LANGUAGES: readonly Language[] = [
  { code: "en", name: "English", fallbacks: [] },
  { code: "nl", name: "Nederlands", fallbacks: [] },
  { code: "fr", name: "Français", fallbacks: [] },
  { code: "de", name: "Deutsch", fallbacks: [] },
  { code: "ar", name: "العربية", fallbacks: ["fr"] },
  { code: "tr", name: "Türkçe", fallbacks: [] },
  { code: "uk", name: "Українська", fallbacks: ["ru"] },
  { code: "ru", name: "Русский", fallbacks: ["uk"] },
  { code: "fa", name: "فارسی", fallbacks: [] },
  { code: "es", name: "Español", fallbacks: ["pt"] },
  { code: "ps", name: "پښتو", fallbacks: ["fa"] },
  { code: "so", name: "Soomaali", fallbacks: ["ar"] },
  { code: "ti", name: "ትግርኛ", fallbacks: [] },
  { code: "pt", name: "Português", fallbacks: ["es"] },
  { code: "ro", name: "Română", fallbacks: ["fr"] },
];

const RIGHT_TO_LEFT = new Set(["ar", "fa", "ps", "ur", "he"]);

/** Writing direction of a language code. */
export function direction(code: string): Direction {
  return RIGHT_TO_LEFT.has(code) ? "rtl" : "ltr";
}

/** The language with this code, also for tags such as `nl-BE`; `undefined` when Fanal does not speak it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const code = (tag ?? "").toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language.code === code);
}

/** The code in `available` that a reader of `wanted` reads best; English must be among them. */
export function closest(wanted: string, available: ReadonlySet<string>): string {
  const order = [wanted, ...(languageOf(wanted)?.fallbacks ?? [])];
  return order.find((code) => available.has(code)) ?? "en";
}
