// A sound and a notification when one more case wants something, on whichever page of the desk;
// each only for those who switched it on.

const bells = document.getElementById("bells");
const kept = (name) => localStorage.getItem(`fanal-${name}`) === "on";
// Of several open pages, one is enough to ring.
const TOGETHER_MS = 3_000;
let wanting = count();
let audio = null;

/** How many cases want something; undefined until the desk has said so. */
function count() {
  return document.getElementById("calls")?.dataset.calls;
}

function show() {
  for (const button of bells.querySelectorAll("[data-bell]")) {
    button.setAttribute("aria-pressed", String(kept(button.dataset.bell)));
  }
}

async function toggle(name) {
  const on = !kept(name);
  if (on && name === "notice") {
    const refused = (await Notification.requestPermission()) !== "granted";
    document.getElementById("bells-refused").hidden = !refused;
    if (refused) return;
  }
  localStorage.setItem(`fanal-${name}`, on ? "on" : "off");
  if (on && name === "sound") ring();
  show();
}

/** Two short tones, made here: no file has to be fetched. */
function ring() {
  audio ??= new AudioContext();
  for (const [at, pitch] of [[0, 660], [0.18, 880]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + at;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.12, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.3);
  }
}

if (bells) {
  bells.hidden = false;
  if (!("Notification" in window)) bells.querySelector("[data-bell=notice]").remove();
  bells.addEventListener("click", (event) => {
    const name = event.target.closest("[data-bell]")?.dataset.bell;
    if (name) toggle(name);
  });
  show();
}

function call() {
  document.dispatchEvent(new CustomEvent("fanal:call", { detail: wanting }));
  const title = document.getElementById("calls").dataset.title;
  // Nothing of the case: others may see the screen.
  if (kept("notice") && document.hidden) new Notification(title, { tag: "fanal" });
  if (!kept("sound") || Date.now() - localStorage.getItem("fanal-rang") < TOGETHER_MS) return;
  localStorage.setItem("fanal-rang", Date.now());
  ring();
}

document.addEventListener("htmx:afterSettle", () => {
  const now = count();
  const more = wanting !== undefined && Number(now) > Number(wanting);
  wanting = now;
  if (more) call();
});
