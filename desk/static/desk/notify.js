// A sound and a notification when somebody begins to wait; each only for those who switched it on.

const bells = document.getElementById("bells");
const kept = (name) => localStorage.getItem(`fanal-${name}`) === "on";
let waiting = count();
let audio = null;

function count() {
  return Number(document.getElementById("queue")?.dataset.waiting ?? 0);
}

function show() {
  for (const button of bells.querySelectorAll("[data-bell]")) {
    button.setAttribute("aria-pressed", String(kept(button.dataset.bell)));
  }
}

async function toggle(name) {
  const on = !kept(name);
  if (on && name === "notice" && (await Notification.requestPermission()) !== "granted") return;
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
  document.addEventListener("htmx:afterSettle", () => {
    const now = count();
    if (now > waiting) {
      document.dispatchEvent(new CustomEvent("fanal:call", { detail: now }));
      if (kept("sound")) ring();
      // Nothing of the case: others may see the screen.
      if (kept("notice") && document.hidden) new Notification(bells.dataset.title, { tag: "fanal" });
    }
    waiting = now;
  });
}
