/** The `<script>` that loaded the element. */

// Known only while the script runs, so it is looked up once, here.
const current = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;

/** The nonce of the page's content security policy; empty when it has none. */
export const scriptNonce = current?.nonce ?? "";

/** The address of another file beside the script; `null` when the script has none of its own. */
export function beside(name: string): string | null {
  return current && current.src !== "" ? new URL(name, current.src).href : null;
}

/** What the script's `data-` attributes ask for; `null` when the page places the element itself. */
export function placement(): Readonly<Record<string, string>> | null {
  const { botUrl, language, region, mode, privacyUrl, theme } = current?.dataset ?? {};
  if (botUrl === undefined) return null;
  const wished = { "bot-url": botUrl, language, region, mode, "privacy-url": privacyUrl, theme };
  return Object.fromEntries(
    Object.entries(wished).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
