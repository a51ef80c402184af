/** Days and times in the reader's language, with Western digits and calendar as in the articles. */

const PLAIN: Intl.DateTimeFormatOptions = { day: "2-digit", month: "2-digit", year: "numeric" };

/** Browsers without a language's month names would show another's; figures are read by all. */
function knows(language: string): boolean {
  return Intl.DateTimeFormat.supportedLocalesOf([language]).length > 0;
}

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // Belgium writes the day first, also in English; Dutch figures do.
  const known = knows(language) ? (language === "en" ? "en-GB" : language) : "nl";
  return new Intl.DateTimeFormat(`${known}-u-nu-latn-ca-gregory`, options);
}

/** The time of a message, with its day unless that is today; `null` when it has none. */
export function timeOf(at: string, language: string): string | null {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  const today = new Date().toDateString() === date.toDateString();
  const day: Intl.DateTimeFormatOptions = knows(language)
    ? { day: "numeric", month: "short" }
    : { day: "2-digit", month: "2-digit" };
  return format(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(today ? {} : day),
  }).format(date);
}

/** A day such as `2027-03-15`; as it stands when it is none. */
export function dayOf(written: string, language: string): string {
  const date = new Date(`${written}T12:00:00`);
  if (Number.isNaN(date.getTime())) return written;
  const named: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
  return format(language, knows(language) ? named : PLAIN).format(date);
}
