/** The list of messages: keeps one element per message, in order, and the reader's place. */

import type { Conversation } from "../conversation";
import { fill, h, icon } from "../dom";
import type { Catalogue } from "../i18n";
import { DOWN } from "../icons";
import { type MessageActions, type MessageView, messageView } from "./message";

const NEAR_END_PX = 80;
/** How much of the question stays in sight above a long answer. */
const ABOVE_ANSWER_PX = 72;

export class Log {
  readonly node: HTMLElement;
  readonly #list: HTMLElement;
  readonly #typing: HTMLElement;
  readonly #typingText = h("span", {});
  readonly #jump: HTMLButtonElement;
  readonly #actions: MessageActions;
  readonly #views = new Map<string, MessageView>();
  #texts: Catalogue;

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
    this.clear();
  }

  clear(): void {
    for (const { node } of this.#views.values()) node.remove();
    this.#views.clear();
  }

  set typing(on: boolean) {
    this.#typing.hidden = !on;
    if (on && this.#atEnd) this.#toEnd();
  }

  /**
   * Shows the conversation as it is now.
   *
   * @param follow Scroll to what is new even if the reader has scrolled up, as after sending.
   */
  show(conversation: Conversation, follow: boolean): void {
    const wasAtEnd = this.#atEnd;
    let added = false;
    let previous: HTMLElement | null = null;
    conversation.entries.forEach((entry, index) => {
      let view = this.#views.get(entry.message.id);
      if (!view) {
        view = messageView(entry, this.#texts, this.#actions);
        this.#views.set(entry.message.id, view);
        added = true;
      }
      view.update(entry, conversation.chosen(index), conversation.passed(index));
      const expected: Element | null = previous ? previous.nextElementSibling : this.#list.firstElementChild;
      if (expected !== view.node) this.#list.insertBefore(view.node, expected);
      previous = view.node;
    });
    if (added && (follow || wasAtEnd)) this.#toTurn(conversation);
    this.#showJump();
  }

  get #atEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  #showJump(): void {
    this.#jump.hidden = this.#atEnd;
  }

  #toEnd(): void {
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** A long answer is read from its beginning, so the view stops there and not at its end. */
  #toTurn(conversation: Conversation): void {
    const { entries } = conversation;
    let first = entries.length - 1;
    while (first > 0 && entries[first - 1]?.message.author !== "newcomer") first -= 1;
    const node = this.#views.get(entries[first]?.message.id ?? "")?.node;
    this.#list.scrollTop = node ? node.offsetTop - ABOVE_ANSWER_PX : this.#list.scrollHeight;
  }
}
