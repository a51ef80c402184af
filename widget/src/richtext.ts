/** Plain text of articles as DOM: paragraphs, numbered and bulleted lists, links. Nothing is parsed as markup. */

import { h } from "./dom";
import type { Direction } from "./languages";
import { webAddress } from "./urls";

interface Block {
  readonly kind: "p" | "ul" | "ol";
  readonly items: string[];
  /** The number a list starts with. */
  readonly start: number;
}

const ITEM = /^\s*(?:([-*\u2022])|(\d{1,3})[.)])\s+(.*)$/;
/** What may stand around an address, quotation marks and Arabic punctuation too, is not part of it. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'\u00ab\u00bb\u061f\u060c]+[^\s<>"'\u00ab\u00bb\u061f\u060c.,;:!?)\]]/g;
const LETTER = "A-Za-z\\u00c0-\\u024f";
const WORD = `[${LETTER}](?:[${LETTER}\\d'\\u2019&.+/\\u2013-]*[${LETTER}\\d+])?`;
/** Words in Latin letters with what joins them: hyphens, dots, single spaces. */
const LATIN = new RegExp(`${WORD}(?: ${WORD})*`, "g");
const STRONG = /\*\*[^*]+\*\*/g;
/** Free Belgian numbers and international ones, with the no-break spaces that right-to-left texts need in them. */
const TELEPHONE = /\b0800[ \u00a0.]?\d\d[ \u00a0.]?\d{3}\b|\+\d\d(?:[ \u00a0./]?\d){7,10}\b/g;
const TELEPHONE_OR_SHORT = new RegExp(`${TELEPHONE.source}|\\b1(?:0[0-9]|12|712|813)\\b`, "g");

type Inline = (text: string) => Node[];

/** The blocks of a text, in order. A line that belongs to no list continues the item or paragraph above it. */
function blocks(text: string): Block[] {
  const found: Block[] = [];
  let open: Block | undefined;
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    if (line.trim() === "") {
      // A list may be spaced with empty lines; a paragraph ends at one.
      if (open?.kind === "p") open = undefined;
    } else if (item) {
      const kind = item[1] === undefined ? "ol" : "ul";
      if (open?.kind !== kind) {
        open = { kind, items: [], start: Number(item[2] ?? 1) };
        found.push(open);
      }
      open.items.push(item[3] ?? "");
    } else if (open && (open.kind === "p" || /^\s/.test(line))) {
      open.items.push(`${open.items.pop() ?? ""}\n${line.trim()}`);
    } else {
      open = { kind: "p", items: [line.trim()], start: 1 };
      found.push(open);
    }
  }
  return found;
}

/** How to read a text. */
export interface Reading {
  readonly dir: Direction | "auto";
  /** Whether bare short numbers are telephone numbers, as where help in danger is named. */
  readonly emergency?: boolean;
}

/**
 * Elements that show a text.
 *
 * In right-to-left text Latin names are isolated, so that a hyphen or a line break in "NARIC-Vlaanderen" does not
 * turn it around.
 */
export function richText(text: string, { dir, emergency = false }: Reading): HTMLElement[] {
  const plain: Inline = (rest) => [document.createTextNode(rest)];
  const names: Inline = dir === "rtl" ? splitting(LATIN, (name) => h("bdi", {}, name), plain) : plain;
  const numbers = splitting(emergency ? TELEPHONE_OR_SHORT : TELEPHONE, telephone, names);
  const links = splitting(ADDRESS, address, numbers);
  const inline = splitting(STRONG, (strong) => h("strong", {}, ...links(strong.slice(2, -2))), links);
  return blocks(text).map(({ kind, items, start }) => {
    if (kind === "p") return h("p", {}, ...inline(items.join("\n")));
    const entries = items.map((item) => h("li", {}, ...inline(item)));
    return h(kind, { start: kind === "ol" && start !== 1 ? start : null }, ...entries);
  });
}

function address(written: string): Node {
  const href = webAddress(written);
  if (href === null) return document.createTextNode(written);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", dir: "ltr" }, written);
}

/** Who is in danger taps the number instead of remembering it. */
function telephone(written: string): Node {
  return h("a", { href: `tel:${written.replace(/[^+\d]/g, "")}`, dir: "ltr" }, written);
}

/** Turns each match of `pattern` into one node, and what lies between into what `between` makes of it. */
function splitting(pattern: RegExp, matched: (match: string) => Node, between: Inline): Inline {
  return (text) => {
    const nodes: Node[] = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      const start = match.index ?? 0;
      if (start > end) nodes.push(...between(text.slice(end, start)));
      nodes.push(matched(match[0]));
      end = start + match[0].length;
    }
    if (end < text.length) nodes.push(...between(text.slice(end)));
    return nodes;
  };
}
