// Keys, and where the eye should be. Every page works without this file.

const typing = (target) =>
  target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

/** The links of the queue's rows, in the order they are shown. */
const rows = () => [...document.querySelectorAll(".row-link")];

function step(by) {
  const links = rows();
  if (!links.length) return;
  const at = links.findIndex((link) => link.closest(".row").contains(document.activeElement));
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
}

function take() {
  const row = document.activeElement?.closest(".row");
  const button = row ? row.querySelector("button[id^=claim-]") : document.getElementById("claim");
  button?.click();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  c: take,
  r: () => document.getElementById("reply-text")?.focus(),
  q: () => document.querySelector(".brand")?.click(),
  a: () => reveal("article-words"),
  n: () => reveal("note-text"),
  "/": () => {
    const words = document.getElementById("seek-words");
    if (words) words.focus();
    else document.querySelector('.top-nav a[href^="/search"]')?.click();
  },
  "?": () => document.getElementById("keys")?.showModal(),
};

/** Focus a field, and unfold what holds it. */
function reveal(id) {
  const field = document.getElementById(id);
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
  // The newcomer's question stands there: other words take its place at once.
  if (field?.type === "search") field.select();
}

document.addEventListener("keydown", (event) => {
  const field = typing(event.target);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field?.id === "reply-text") {
    event.preventDefault();
    field.form.requestSubmit();
    return;
  }
  if (event.key === "Escape") {
    document.querySelector(".menu[open]")?.removeAttribute("open");
    if (["reply-text", "article-words", "note-text"].includes(field?.id)) field.blur();
    return;
  }
  if (field || document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const menu = document.querySelector(".menu[open]");
  if (menu && !menu.contains(event.target)) menu.removeAttribute("open");
});

// A case opens at its latest words, and follows them unless the reader has scrolled away.
const transcript = document.getElementById("transcript");
if (transcript) {
  const NEAR = 80;
  let following = true;
  const toEnd = () => transcript.scrollTo({ top: transcript.scrollHeight });
  transcript.addEventListener("scroll", () => {
    following = transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight < NEAR;
  });
  new MutationObserver(() => following && toEnd()).observe(transcript, { childList: true });
  toEnd();
  // One's own words are always shown.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id === "reply-form") following = true;
  });
}

// A press on a colleague's name mentions them.
document.addEventListener("click", (event) => {
  const mention = event.target.closest("[data-mention]")?.dataset.mention;
  const note = document.getElementById("note-text");
  if (!mention || !note) return;
  note.setRangeText(mention, note.selectionStart, note.selectionEnd, "end");
  note.focus();
});

// A filter acts as soon as it is chosen; the button is for pages without this file.
const filters = document.querySelector(".filters");
filters?.addEventListener("change", () => filters.requestSubmit());

// The offer to undo goes when its time is over.
const undo = document.querySelector(".undo");
if (undo) {
  const left = new Date(undo.dataset.until) - new Date();
  setTimeout(() => undo.contains(document.activeElement) || undo.remove(), Math.max(left, 0));
}

// What is written while the reply before it is on its way goes on in the new field.
let sent = "";
let onward = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "reply-form") sent = document.getElementById("reply-text").value;
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.requestConfig.elt.id !== "reply-form") return;
  const now = document.getElementById("reply-text")?.value ?? "";
  onward = now.startsWith(sent) ? now.slice(sent.length) : now;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "reply" || event.detail.elt?.id === "reply") {
    const reply = document.getElementById("reply-text");
    if (reply && onward) {
      reply.value += onward;
      reply.dispatchEvent(new Event("input", { bubbles: true }));
    }
    onward = "";
    reply?.focus();
    // Behind what was put in, where the counsellor goes on.
    reply?.setSelectionRange(reply.value.length, reply.value.length);
  }
});

// What was being written stays to be copied when somebody else ends the case meanwhile.
let writing = "";
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.id !== "panel") return;
  writing = document.querySelector("#reply-text, #unsent")?.value ?? "";
});
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target.id !== "panel" || !writing.trim()) return;
  if (document.getElementById("reply-text")) return;
  document.getElementById("kept-words").value = writing;
  document.getElementById("kept").hidden = false;
});

// When the desk cannot be reached, or refuses, the page says so; nothing that was written goes.
const TROUBLE = { 401: "signed-out", 403: "old", 404: "gone" };

function trouble(kind) {
  for (const line of document.querySelectorAll("[data-trouble]")) {
    line.hidden = line.dataset.trouble !== kind;
  }
}

document.addEventListener("htmx:sendError", () => trouble("line"));
document.addEventListener("htmx:responseError", (event) => {
  const kind = TROUBLE[event.detail.xhr.status] ?? "fault";
  trouble(kind);
  // The case will not come back to this page: no more questions by the clock.
  if (kind === "gone") document.getElementById("news")?.remove();
});
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.xhr.status < 400) trouble(null);
});

// News come over an open line; asking every few seconds is what remains when there is none.
// Browsers hold six lines a website, so a page that nobody looks at gives its own back.
const address = document.body.dataset.live;
const SPARED = 5;
let line = null;
let heard = false;
const spared = new Map();

function listen() {
  if (!address || line || document.hidden) return;
  line = new EventSource(address);
  line.onopen = () => {
    heard = true;
    // What happened while there was no line.
    htmx.trigger(document.body, "news");
  };
  line.onerror = () => {
    heard = false;
    if (line.readyState === EventSource.CLOSED) line = null;
  };
  line.addEventListener("news", () => htmx.trigger(document.body, "news"));
}

function hangUp() {
  line?.close();
  line = null;
  heard = false;
}

document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : listen()));
addEventListener("pagehide", hangUp);
addEventListener("pageshow", listen);

document.addEventListener("htmx:beforeRequest", (event) => {
  const config = event.detail.requestConfig;
  if (config.verb !== "get" || config.triggeringEvent) return;
  // A question by the clock: while the line is open, one in a few is enough.
  const { id } = event.target;
  const times = spared.get(id) ?? 0;
  if (heard && times < SPARED) {
    spared.set(id, times + 1);
    event.preventDefault();
  } else {
    spared.set(id, 0);
  }
});
