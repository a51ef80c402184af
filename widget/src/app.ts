/** Brings the session and the views together: who is on stage, in which language, and where the focus goes. */

import { wrapTab } from "./focus";
import { type Catalogue, catalogue } from "./i18n";
import { languageOf } from "./languages";
import { isFarewell, Session } from "./session";
import { Speech } from "./speech";
import { Store } from "./store";
import { Composer } from "./views/composer";
import { Frame, type Status } from "./views/frame";
import { Log } from "./views/log";
import { confirmSheet, languageSheet, menuSheet, welcomeSheet } from "./views/sheets";
import type { Message } from "./wire";

export interface Options {
  readonly botUrl: string;
  readonly mode: "bubble" | "inline";
  /** Language the page asks for; `null` leaves it to the browser. */
  readonly language: string | null;
  readonly region: string | null;
  readonly privacyUrl: string | null;
}

type Stage = "welcome" | "chat" | "languages" | "menu" | "new" | "forget" | "unreachable";

const FULL_SCREEN = "(max-width: 480px)";

export class App {
  readonly frame: Frame;
  readonly #options: Options;
  readonly #store: Store;
  readonly #session: Session;
  readonly #speech = new Speech();
  readonly #log: Log;
  readonly #composer: Composer;
  #texts: Catalogue;
  #stage: Stage = "chat";
  #open = false;
  #closed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#store = new Store(options.botUrl);
    this.#texts = catalogue(this.#language);
    this.#session = new Session(
      this.#store,
      { botUrl: options.botUrl, metadata: () => this.#metadata() },
      { changed: (own) => this.#refresh(own), said: (message) => this.#said(message) },
    );
    this.#log = new Log(this.#texts, {
      choose: (button) => this.#session.choose(button),
      retry: (id) => this.#session.retry(id),
      read: (message, language, done) => this.#read(message, language, done),
    });
    this.#composer = new Composer(this.#texts, {
      send: (text) => this.#session.say(text),
      language: () => this.#language,
      mayListen: () => this.#mayListen(),
    });
    this.frame = new Frame(this.#texts, {
      open: () => this.open(),
      close: () => this.close(),
      languages: () => this.#toggle("languages"),
      menu: () => this.#toggle("menu"),
    });
    this.frame.mode = options.mode;
    this.frame.root.addEventListener("keydown", (event) => this.#key(event));
    this.#applyLooks();
    this.#enter(this.#store.read().consent ? "chat" : "welcome");
    this.#setOpen(options.mode === "inline");
    window.visualViewport?.addEventListener("resize", this.#fitViewport);
    this.#session.resume();
  }

  /** Opens the panel, if it is not open, and puts the focus into it. */
  open(): void {
    this.#setOpen(true);
    this.#refresh(true);
    this.#focusStage();
  }

  /** Closes the bubble; an inline element stays. */
  close(): void {
    if (this.#options.mode === "inline") return;
    this.#speech.stop();
    this.#composer.stopListening();
    this.#setOpen(false);
    this.frame.launcher.focus();
  }

  /** Ends everything: line, timers, voice. */
  destroy(): void {
    this.#closed = true;
    this.#speech.stop();
    this.#composer.stopListening();
    this.#session.close();
    window.visualViewport?.removeEventListener("resize", this.#fitViewport);
  }

  /** An own choice, then the page's wish, then the browser's. */
  get #language(): string {
    const wishes = [this.#store.read().language, this.#options.language, ...navigator.languages];
    return wishes.map((wish) => languageOf(wish)?.code).find((code) => code !== undefined) ?? "en";
  }

  #metadata(): Record<string, string> {
    const { region } = this.#options;
    return { language: this.#language, ...(region === null ? {} : { region }) };
  }

  #setOpen(open: boolean): void {
    this.#open = open;
    this.frame.open = open;
    this.frame.modal = this.#isFullScreen;
    this.#fitViewport();
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    const back = (): void => this.#back();
    const texts = this.#texts;
    const { privacyUrl } = this.#options;
    this.frame.languageButton.setAttribute("aria-expanded", String(stage === "languages"));
    this.frame.menuButton.setAttribute("aria-expanded", String(stage === "menu"));
    this.frame.languageButton.hidden = stage === "welcome";
    this.frame.menuButton.hidden = stage === "welcome";
    this.frame.root.classList.toggle("on-welcome", stage === "welcome");
    switch (stage) {
      case "welcome":
        this.frame.show(
          welcomeSheet(texts, this.#language, privacyUrl, {
            choose: (code) => {
              this.#speak(code);
              this.#enter("welcome");
              this.frame.stage.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
            },
            start: () => {
              this.#enter("chat");
              this.#session.start(this.#store.read().language);
              this.#focusStage();
            },
          }),
        );
        break;
      case "languages":
        this.frame.show(
          languageSheet(texts, this.#language, {
            back,
            choose: (code) => {
              this.#speak(code);
              this.#enter("chat");
              this.#session.changeLanguage(code);
              this.#focusStage();
            },
          }),
        );
        break;
      case "menu":
        this.frame.show(
          menuSheet(texts, this.#store.read(), privacyUrl, {
            back,
            toggleLargeText: () => this.#toggleLook("largeText", 0),
            togglePlainLayout: () => this.#toggleLook("plainLayout", 1),
            startAnew: () => this.#ask("new"),
            forget: () => this.#ask("forget"),
          }),
        );
        break;
      case "new":
        this.frame.show(
          confirmSheet(texts, texts.text("newConversation"), this.#losses("newConversationExplained"), {
            back,
            confirm: () => {
              this.#session.startAnew();
              this.#enter("chat");
              this.#focusStage();
            },
          }),
        );
        break;
      case "forget":
        this.frame.show(
          confirmSheet(texts, texts.text("forget"), this.#losses("forgetExplained"), {
            back,
            confirm: () => void this.#eraseEverywhere(),
          }),
        );
        break;
      case "unreachable":
        this.frame.show(
          confirmSheet(
            texts,
            texts.text("retry"),
            [texts.text("forgetFailed")],
            { back, confirm: () => void this.#eraseEverywhere() },
            { title: texts.text("forgetHere"), act: () => this.#forgetHere() },
          ),
        );
        break;
      default:
        this.frame.show(this.#log.node, this.#composer.node);
        this.#refresh(true);
    }
  }

  /** What a person gives up by leaving, in plain words. */
  #losses(explained: "newConversationExplained" | "forgetExplained"): string[] {
    const state = this.#session.conversation.handoff?.state;
    const waits = state === "waiting" || state === "active";
    return [this.#texts.text(explained), ...(waits ? [this.#texts.text("losesCounsellor")] : [])];
  }

  /** The service first: whoever forgot who they are could not have anything deleted there any more. */
  async #eraseEverywhere(): Promise<void> {
    const stage = this.frame.stage;
    for (const button of stage.querySelectorAll<HTMLButtonElement>(".sheet-actions button")) button.disabled = true;
    const erased = await this.#session.erase();
    if (this.#closed) return;
    if (erased) this.#forgetHere();
    else this.#ask("unreachable");
  }

  #forgetHere(): void {
    this.#session.forget();
    this.#composer.clear();
    this.frame.hush();
    this.#applyLooks();
    this.#speakAs(this.#language);
    this.#enter("welcome");
    this.#focusStage();
  }

  /** @param place Of its button among those that stay pressed. */
  #toggleLook(look: "largeText" | "plainLayout", place: number): void {
    this.#store.change({ [look]: !this.#store.read()[look] });
    this.#applyLooks();
    this.#enter("menu");
    this.frame.stage.querySelectorAll<HTMLElement>("[aria-pressed]")[place]?.focus();
  }

  #ask(stage: "new" | "forget" | "unreachable"): void {
    this.#enter(stage);
    this.#focusStage();
  }

  #toggle(stage: "languages" | "menu"): void {
    if (this.#stage === stage) {
      this.#back();
    } else {
      this.#enter(stage);
      this.#focusStage();
    }
  }

  #back(): void {
    const opener = this.#stage === "languages" ? this.frame.languageButton : this.frame.menuButton;
    this.#enter("chat");
    opener.focus();
  }

  /** The person has chosen a language. */
  #speak(code: string): void {
    this.#store.change({ language: code });
    this.#speakAs(code);
  }

  #speakAs(code: string): void {
    this.#speech.stop();
    this.#texts = catalogue(code);
    this.frame.speak(this.#texts, code);
    this.#log.speak(this.#texts);
    this.#composer.speak(this.#texts);
    this.#refresh(false);
  }

  #said(message: Message): void {
    const { custom } = message;
    // Asked for in words instead of with the language button: the element follows.
    if (custom.type === "notice" && custom.notice === "language_changed") {
      const language = languageOf(message.language);
      if (language && language.code !== this.#language) this.#speak(language.code);
    }
    if (isFarewell(message)) this.frame.hush();
    const name = custom.type === "counsellor" && custom.name !== "" ? custom.name : null;
    const speaker = message.author === "counsellor" ? (name ?? this.#texts.text("counsellor")) : "Fanal";
    const count = message.buttons.length;
    this.frame.announce(`${speaker}: ${message.text}`, message.language);
    if (count > 0) this.frame.announce(this.#texts.text("choiceCount", { count }), this.#texts.language);
  }

  #refresh(own: boolean): void {
    if (this.#closed) return;
    const { conversation } = this.#session;
    if (this.#stage === "chat") {
      this.#log.typing = this.#session.awaiting;
      this.#log.show(conversation, own);
    }
    const { entries } = conversation;
    if (this.#open) {
      const last = entries[entries.length - 1]?.message.id ?? null;
      if (last !== null && last !== this.#store.read().seen) this.#store.change({ seen: last });
    }
    this.frame.unread = this.#open ? 0 : this.#countUnread();
    this.frame.status = this.#status();
  }

  #countUnread(): number {
    const { entries } = this.#session.conversation;
    const { seen } = this.#store.read();
    const index = entries.findIndex((entry) => entry.message.id === seen);
    return entries.slice(index + 1).filter((entry) => entry.message.author !== "newcomer").length;
  }

  #status(): Status | null {
    if (!this.#store.read().consent) return null;
    const { line, slow, conversation } = this.#session;
    const texts = this.#texts;
    if (line === "offline") return { kind: "offline", text: texts.text("offline") };
    if (line === "connecting") return { kind: "connecting", text: texts.text("connecting") };
    if (slow) return { kind: "slow", text: texts.text("slow") };
    const handoff = conversation.handoff;
    if (handoff?.state === "active") return { kind: "active", text: texts.text("handoffActive") };
    if (handoff?.state !== "waiting") return null;
    const { position } = handoff;
    const place = position === null ? "" : ` · ${texts.text("position", { count: position })}`;
    return { kind: "waiting", text: `${texts.text("handoffWaiting")}${place}` };
  }

  #read(message: Message, language: string, done: () => void): boolean | null {
    if (this.#speech.isReading(message.id)) {
      this.#speech.stop();
      return null;
    }
    // What a counsellor writes is about this person; it does not go to the maker of a voice.
    const onDevice = message.author === "counsellor";
    return this.#speech.speak({ id: message.id, text: message.text, language, onDevice, done });
  }

  /** Whether the person knows who hears them; the first time, they are told instead. */
  #mayListen(): boolean {
    // The element does not write down what its own voice says.
    this.#speech.stop();
    const { voiceNoted } = this.#store.read();
    if (!voiceNoted) this.#store.change({ voiceNoted: true });
    return voiceNoted;
  }

  #applyLooks(): void {
    const { largeText, plainLayout } = this.#store.read();
    this.frame.root.classList.toggle("large", largeText);
    this.frame.root.classList.toggle("plain-layout", plainLayout);
  }

  get #isFullScreen(): boolean {
    return this.#options.mode === "bubble" && matchMedia(FULL_SCREEN).matches;
  }

  #focusStage(): void {
    const heading = this.frame.stage.querySelector<HTMLElement>("#sheet-title");
    if (heading) heading.focus();
    // On a touch screen the keyboard would cover what has just opened.
    else if (matchMedia("(pointer: coarse)").matches) this.frame.stage.querySelector<HTMLElement>(".log")?.focus();
    else this.#composer.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.#open) {
      if (this.#stage !== "chat" && this.#stage !== "welcome") this.#back();
      else this.close();
      event.stopPropagation();
    } else if (event.key === "Tab" && this.#open && this.#isFullScreen) {
      const shadow = this.frame.root.getRootNode() as ShadowRoot;
      wrapTab(event, this.frame.panel, shadow.activeElement);
    }
  }

  /** A phone's keyboard shrinks what can be seen, not the page; the panel follows what can be seen. */
  readonly #fitViewport = (): void => {
    const viewport = window.visualViewport;
    const fits = this.#open && this.#isFullScreen && viewport && viewport.scale === 1;
    this.frame.panel.style.setProperty("--viewport-height", fits ? `${viewport.height}px` : "100%");
  };
}
