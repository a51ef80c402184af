/** The list of messages: keeps one element per message, in order, and the reader's place. */

import type { Conversation } from "../conversation";
import { fill, h, icon } from "../dom";
import type { Catalogue } from "../i18n";
import { DOWN } from "../icons";
import { type MessageActions, type MessageView, messageView } from "./message";

const NEAR_END_PX = 80;
/** The button to the end covers part of what is read, so it waits until there is far to go or something new. */
const FAR_SCREENS = 3;
/** Messages of one turn arrive one after the other; the view stays with the first of them. */
const ONE_TURN_MS = 1500;
/** Room above what is scrolled to. */
const MARGIN_PX = 10;
/** How much of the question may stay in sight above a long answer. */
const LONGEST_QUESTION_PX = 110;

export class Log {
  readonly node: HTMLElement;
  readonly #list: HTMLElement;
  readonly #typing: HTMLElement;
  readonly #typingText = h("span", {});
  readonly #jump: HTMLButtonElement;
  readonly #actions: MessageActions;
  readonly #views = new Map<string, MessageView>();
  #texts: Catalogue;
  /** Where the view was last put by itself; a reader who has scrolled is elsewhere. */
  #restingTop = 0;
  #turn: { readonly node: HTMLElement; readonly at: number } | null = null;

  constructor(texts: Catalogue, actions: MessageActions) {
    this.#actions = actions;
    this.#texts = texts;
    this.#typing = h(
      "div",
      { class: "typing", hidden: true },
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      this.#typingText,
    );
    this.#list = h(
      "div",
      {
        class: "log",
        role: "log",
        // Spoken by the announcer instead, shorter and without the buttons' names.
        "aria-live": "off",
        tabindex: 0,
        onscroll: () => this.#showJump(),
      },
      this.#typing,
    );
    this.#jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.#toEnd() });
    this.node = h("div", { class: "log-frame" }, this.#list, this.#jump);
    this.speak(texts);
  }

  /** Changes the interface language; messages are made anew, for their labels. */
  speak(texts: Catalogue): void {
    this.#texts = texts;
    this.#list.setAttribute("aria-label", texts.text("conversation"));
    fill(this.#jump, icon(DOWN), h("span", { class: "hidden" }, texts.text("toNewest")));
    this.#typingText.textContent = texts.text("typing");
    for (const { node } of this.#views.values()) node.remove();
    this.#views.clear();
  }

  set typing(on: boolean) {
    this.#typing.hidden = !on;
    if (on && this.#following) this.#toEnd();
  }

  /**
   * Shows the conversation as it is now.
   *
   * @param follow Scroll to what is new even if the reader has scrolled up, as after sending.
   */
  show(conversation: Conversation, follow: boolean): void {
    const wasFollowing = this.#following;
    this.#dropOthers(conversation);
    let added: HTMLElement | null = null;
    let last: HTMLElement | null = null;
    conversation.entries.forEach((entry, index) => {
      let view = this.#views.get(entry.message.id);
      if (!view) {
        view = messageView(entry, this.#texts, this.#actions);
        this.#views.set(entry.message.id, view);
        added ??= view.node;
      }
      view.update(entry, conversation.chosen(index), conversation.passed(index));
      const expected: Element | null = last ? last.nextElementSibling : this.#list.firstElementChild;
      if (expected !== view.node) this.#list.insertBefore(view.node, expected);
      last = view.node;
    });
    if (added && (follow || wasFollowing)) this.#toTurn(conversation, added);
    else if (follow) this.#toEnd();
    else if (added && !this.#atEnd) this.#jump.classList.add("new");
    this.#showJump();
  }

  /** Messages of a conversation that was left. */
  #dropOthers(conversation: Conversation): void {
    const ids = new Set(conversation.entries.map((entry) => entry.message.id));
    for (const [id, { node }] of this.#views) {
      if (!ids.has(id)) {
        node.remove();
        this.#views.delete(id);
      }
    }
  }

  get #atEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  /** Whether the reader is where the view was put, or at the end: then it may move on by itself. */
  get #following(): boolean {
    return this.#atEnd || Math.abs(this.#list.scrollTop - this.#restingTop) < 4;
  }

  #showJump(): void {
    if (this.#atEnd) this.#jump.classList.remove("new");
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    const isFar = scrollHeight - scrollTop > FAR_SCREENS * clientHeight;
    const hidden = !isFar && !this.#jump.classList.contains("new");
    if (hidden && this.node.querySelector(".jump:focus")) this.#list.focus();
    this.#jump.hidden = hidden;
  }

  #toEnd(): void {
    this.#scrollTo(this.#list.scrollHeight);
  }

  /** A long answer is read from its beginning, so the view stops there and not at its end. */
  #toTurn(conversation: Conversation, added: HTMLElement): void {
    const { entries } = conversation;
    if (entries[entries.length - 1]?.message.author === "newcomer") {
      this.#turn = null;
      this.#toEnd();
      return;
    }
    const now = performance.now();
    if (!this.#turn?.node.isConnected || now - this.#turn.at > ONE_TURN_MS) {
      this.#turn = { node: this.#firstOfTurn(conversation, added), at: now };
    }
    this.#scrollTo(topWithQuestion(this.#turn.node) - MARGIN_PX);
  }

  /** Of what was added at once, as after a reload, the part since the newcomer's last message. */
  #firstOfTurn(conversation: Conversation, added: HTMLElement): HTMLElement {
    const { entries } = conversation;
    let first = entries.length - 1;
    while (first > 0 && entries[first - 1]?.message.author !== "newcomer") first -= 1;
    const node = this.#views.get(entries[first]?.message.id ?? "")?.node ?? added;
    return node.offsetTop > added.offsetTop ? node : added;
  }

  #scrollTo(top: number): void {
    this.#list.scrollTop = top;
    this.#restingTop = this.#list.scrollTop;
  }
}

/** Where a turn begins: at its question if that is short, otherwise at most a glimpse of the question above. */
function topWithQuestion(turn: HTMLElement): number {
  const question = turn.previousElementSibling;
  if (!(question instanceof HTMLElement) || !question.classList.contains("newcomer")) return turn.offsetTop;
  return Math.max(question.offsetTop, turn.offsetTop - LONGEST_QUESTION_PX);
}
