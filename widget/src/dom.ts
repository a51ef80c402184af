/** Building DOM without a markup parser: text stays text, so nothing that arrives can become an element. */

type Listener = (event: never) => void;
export type Child = Node | string | null | false | undefined;
export type Attributes = Record<string, string | number | boolean | null | undefined | Listener>;

/**
 * Makes an element.
 *
 * @param attributes `onclick` and its like are listeners; `true` sets an empty attribute; `false`, `null` and
 *   `undefined` set none.
 * @param children Strings become text nodes; `null` and `false` are left out.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else {
      setAttribute(element, name, value);
    }
  }
  append(element, children);
  return element;
}

/** Sets, or for `false`, `null` and `undefined` removes, one attribute. */
export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Replaces everything inside an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.textContent = "";
  append(element, children);
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== false && child !== undefined) element.append(child);
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of 24 by 24 units, drawn in the current colour and hidden from screen readers. */
export function icon(paths: readonly string[], className = "icon"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  for (const outline of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline);
    svg.append(path);
  }
  return svg;
}
