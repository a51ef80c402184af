/** Keeping the keyboard inside what covers the whole screen. */

const FOCUSABLE = "a[href], button, textarea, summary, [tabindex='0']";

/** The elements under `container` that Tab would visit, in order. */
export function tabStops(container: HTMLElement): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.getClientRects().length > 0,
  );
}

/** Moves Tab from the last element to the first and back; call it for each Tab pressed inside. */
export function wrapTab(event: KeyboardEvent, container: HTMLElement, focused: Element | null): void {
  const stops = tabStops(container);
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (event.shiftKey ? focused === first || !stops.includes(focused as HTMLElement) : focused === last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
