/** The element's texts by language, all inside the one bundle. */

import { closest, direction, type Direction } from "../languages";
import { ar } from "./ar";
import { de } from "./de";
import { en, type Texts } from "./en";
import { es } from "./es";
import { fa } from "./fa";
import { fr } from "./fr";
import { nl } from "./nl";
import { ps } from "./ps";
import { pt } from "./pt";
import { ro } from "./ro";
import { ru } from "./ru";
import { so } from "./so";
import { ti } from "./ti";
import { tr } from "./tr";
import { uk } from "./uk";

const CATALOGUES: Readonly<Record<string, Texts>> = {
  en, nl, fr, de, ar, tr, uk, ru, fa, es, ps, so, ti, pt, ro,
};
const AVAILABLE: ReadonlySet<string> = new Set(Object.keys(CATALOGUES));

/** Texts and the language they are really in, which may be the next best of the one asked for. */
export interface Catalogue {
  readonly language: string;
  readonly dir: Direction;
  text(key: keyof Texts, values?: Readonly<Record<string, string | number>>): string;
}

export function catalogue(wanted: string): Catalogue {
  const language = closest(wanted, AVAILABLE);
  const texts = CATALOGUES[language] ?? en;
  return {
    language,
    dir: direction(language),
    text: (key, values = {}) =>
      texts[key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place)),
  };
}
