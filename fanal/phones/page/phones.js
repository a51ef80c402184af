"use strict";

const PAUSE_MS = 2000;
const place = document.getElementById("phones");
const trouble = document.getElementById("trouble");
const drawn = new Map();

async function act(phone, what, body = {}) {
  const error = drawn.get(phone).querySelector(".error");
  let said = "The test phones do not answer. Look whether Fanal runs.";
  try {
    const answer = await fetch(`do/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ phone, ...body }),
    });
    said = answer.ok ? "" : (await answer.json()).error || said;
  } catch {
    // The sentence above says it.
  }
  error.textContent = said;
  error.hidden = !said;
}

function drawPhone({ name, title }) {
  const phone = document.getElementById("phone").content.cloneNode(true).firstElementChild;
  phone.classList.add(name);
  phone.setAttribute("aria-label", title);
  phone.querySelector("h2").textContent = title;
  phone.querySelector(".messages").setAttribute("aria-label", `Messages, ${title}`);
  phone.querySelector(".reset").addEventListener("click", () => act(name, "reset"));
  const field = phone.querySelector("input");
  field.setAttribute("aria-label", `Message on ${title}`);
  phone.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.value = "";
    if (text) act(name, "say", { text });
  });
  place.append(phone);
  drawn.set(name, phone);
  return phone;
}

function drawEntry(name, entry) {
  const item = document.createElement("li");
  item.dataset.id = entry.id;
  item.className = entry.mine ? "mine" : "theirs";
  const text = document.createElement("p");
  text.dir = "auto";
  text.textContent = entry.text;
  item.append(text);
  if (entry.buttons.length) {
    const choices = document.createElement("div");
    choices.className = "choices";
    entry.buttons.forEach((title, button) => {
      const made = document.createElement("button");
      made.type = "button";
      made.dir = "auto";
      made.textContent = title;
      made.addEventListener("click", () => {
        made.classList.add("pressed");
        act(name, "press", { entry: entry.id, button });
      });
      choices.append(made);
    });
    item.append(choices);
  }
  return item;
}

function draw(state) {
  const phone = drawn.get(state.name) || drawPhone(state);
  const list = phone.querySelector(".messages");
  const address = phone.querySelector(".address");
  if (address.textContent !== state.address) {
    address.textContent = state.address;
    list.replaceChildren();
  }
  const newest = Number(list.lastElementChild?.dataset.id || 0);
  const added = state.entries.filter((entry) => entry.id > newest);
  list.append(...added.map((entry) => drawEntry(state.name, entry)));
  if (added.length) list.scrollTop = list.scrollHeight;
}

async function follow() {
  let newest = -1;
  for (;;) {
    try {
      const answer = await fetch(newest < 0 ? "phones.json" : `phones.json?after=${newest}`);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const news = await answer.json();
      news.phones.forEach(draw);
      newest = news.newest;
      trouble.hidden = true;
    } catch {
      trouble.hidden = false;
      newest = -1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

follow();
