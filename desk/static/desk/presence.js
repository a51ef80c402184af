// Tell colleagues that this page is open, and whether a reply is being written.

const EVERY_MS = 15_000;
const STILL_WRITING_MS = 8_000;
const sign = document.getElementById("sign");
let writtenAt = -Infinity;
let told = false;

function body(values) {
  const form = new FormData(sign);
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
}

function tell() {
  const writing = performance.now() - writtenAt < STILL_WRITING_MS;
  told = writing;
  fetch(sign.dataset.presence, { method: "POST", body: body({ writing: writing ? "1" : "0" }) })
    // A missed sign is made up for by the next one.
    .catch(() => {});
}

if (sign) {
  document.addEventListener("input", (event) => {
    if (event.target.id !== "reply-text") return;
    writtenAt = performance.now();
    if (!told) tell();
  });
  setInterval(() => {
    if (!document.hidden) tell();
  }, EVERY_MS);
  setInterval(() => {
    if (told && performance.now() - writtenAt >= STILL_WRITING_MS) tell();
  }, 1_000);
  addEventListener("pagehide", () => {
    navigator.sendBeacon(sign.dataset.presence, body({ leave: "1" }));
  });
  addEventListener("pageshow", (event) => event.persisted && tell());
}
