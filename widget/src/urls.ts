/** Addresses that arrive in messages. */

const BARE_HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i;

/** A web address that is safe to link to; `null` for anything else, above all `javascript:`. */
export function webAddress(written: string): string | null {
  const trimmed = written.trim();
  const full = BARE_HOST.test(trimmed) ? `https://${trimmed}` : trimmed;
  try {
    const url = new URL(full);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** An address that the page gives, relative to it or not; `null` when it is missing or unsafe. */
export function pageAddress(written: string | null): string | null {
  if (written === null || written.trim() === "") return null;
  try {
    return webAddress(new URL(written, location.href).href);
  } catch {
    return null;
  }
}
