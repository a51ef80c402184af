/* The chat takes the chosen colour; every other choice is an attribute that the page was served with. */
const chat = document.querySelector("fanal-chat[data-accent]");
chat.style.setProperty("--fanal-accent", chat.dataset.accent);
const form = document.querySelector(".playground");
form.addEventListener("change", () => form.requestSubmit());
