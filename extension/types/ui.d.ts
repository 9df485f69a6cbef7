/** What the parts of the extension say to each other. */
declare namespace Ui {
  /** State of the connection to the companion. */
  type LinkState = "idle" | "connecting" | "connected" | "missing" | "forbidden" | "too_old" | "no_ruleset" | "lost";

  /** One channel, ready to show. `open` says whether the worker has an address for it. */
  interface ChannelRow {
    label: string;
    value: string;
    note: string;
    open: boolean;
    /** False where there is nothing to copy: support inside the app. */
    copy: boolean;
  }

  /** Everything the banner draws: finished sentences only. */
  interface BannerView {
    level: "unknown" | "caution" | "danger";
    lang: string;
    brand: string;
    headline: string;
    reasons: string[];
    more: string[];
    details: string[];
    channels: ChannelRow[];
    /** Whether the site may be trusted or kept without notes from here. */
    offers: boolean;
    /** A request for secrets cannot be hidden, only folded to its headline. */
    folds: boolean;
    labels: {
      show_contacts: string;
      hide_contacts: string;
      why: string;
      less: string;
      hide: string;
      fold: string;
      unfold: string;
      trust: string;
      mute: string;
      open: string;
      copy: string;
      copied: string;
      copy_failed: string;
      contacts_title: string;
    };
  }

  /** Content script to worker, on the frame's port. */
  type FrameMessage = {
    type: "facts";
    doc: string;
    /** When the document came into being, in milliseconds since 1970. */
    born: number;
    frame: Protocol.Frame;
  };

  /** Worker to content script, on the top frame's port. `view: null` removes the banner. */
  type ShowMessage = { type: "show"; doc: string; view: BannerView | null };

  /** One-off messages to the worker. */
  type Ask =
    | { type: "dismiss" | "mute" | "trust"; doc: string }
    | { type: "open"; doc: string; index: number }
    | { type: "popup"; tab: number }
    | { type: "companion" }
    | { type: "contacts"; platform: string }
    | { type: "platforms" }
    | { type: "regulator"; regulator: string }
    | { type: "surfaces" }
    | { type: "chats"; tab: number }
    | { type: "site"; tab: number }
    | { type: "choose"; tab: number; scope: string; kind: ChoiceKind }
    | { type: "confirm"; tab: number }
    | { type: "choices" }
    | { type: "revoke"; scope: string }
    | { type: "undismiss"; key: string }
    | { type: "unhide"; tab: number }
    | { type: "chat_dismiss" | "chat_trust"; doc: string }
    | { type: "chat_open"; doc: string; index: number }
    | { type: "contact" | "confirm_contact" | "unhide_chat"; tab: number }
    | { type: "trust_contact"; tab: number; key: string }
    | { type: "revoke_contact"; key: string }
    | { type: "revoke_all" };

  /** Why the popup has nothing to say about a page. */
  type PageState = "verdict" | "checking" | "special" | "no_access" | "reload" | "failed";

  interface Companion {
    state: LinkState;
    version: string | null;
    ruleset: Protocol.RulesetInfo | null;
  }

  interface PopupState {
    page: PageState;
    host: string;
    verdict: Protocol.Verdict | null;
    contacts: Protocol.ContactsResult | null;
    companion: Companion;
    /** What the user allowed this site; null without a verdict. */
    site: SiteState | null;
    /** Null where no chat is open. */
    chat: TabChat | null;
    /** Chats of this site are not read until the user agrees, as his browser demands. */
    withheld: boolean;
  }

  type ChoiceKind = "trust" | "mute";

  /** What the user allowed one site. */
  interface Choice {
    /** The verdict's `scope`: host, on shared hosts with the author's part of the path. */
    scope: string;
    kind: ChoiceKind;
    /** Day, as 2026-11-24. */
    since: string;
  }

  interface ListedChoice extends Choice {
    /** Chosen in a private window: kept in memory until the last one closes. */
    private: boolean;
  }

  /** How loud realdesk is on a page, and what may be chosen there. */
  interface SiteState {
    scope: string;
    choice: Choice | null;
    dismissed: boolean;
    /** The page asks for what no desk needs: nothing may silence it. */
    insistent: boolean;
    private: boolean;
    /** No banner is shown, because the user said so. */
    silent: boolean;
    /** Whether trust and mute are offered. */
    offers: boolean;
  }

  /** What the confirmation of trust shows. */
  interface SiteQuestion {
    site: SiteState;
    verdict: Protocol.Verdict;
  }

  /** A hidden note: this site with these reasons, until the browser closes. */
  interface Dismissal {
    key: string;
    site: string;
    since: string;
    private: boolean;
    platform_names: Record<string, string>;
  }

  interface ChoiceList {
    sites: ListedChoice[];
    dismissed: Dismissal[];
    contacts: ListedContact[];
  }

  /** What a button of the banner does. */
  type BannerAction = "dismiss" | "mute" | "trust" | "open";
}

/** The one global of the content scripts; each file adds its part. */
interface RealdeskContent {
  dom: Readonly<Record<string, (...args: any[]) => any>>;
  walk: {
    SKIPPED: Set<string>;
    INLINE: Set<string>;
    role(el: Element): string;
    isEditable(el: Element): boolean;
    walk(
      root: Node,
      budget: { left: number; shadows: number },
      enter: (el: Element) => boolean,
      leave: (el: Element) => void,
      onText: (text: string, node: Node) => boolean,
    ): void;
    textOf(
      root: Element,
      limit: number,
      budget: { left: number; shadows: number },
      all?: boolean,
    ): { value: string; cut: boolean };
  };
  visible: {
    SHOWN: number;
    GONE: number;
    look(el: Element, outer: number, budget: { boxes: number; questions: number }): number;
    isGone(el: Element): boolean;
    isRowOfLetters(el: Element): boolean;
  };
  generated: { collect(doc: Document): { texts: string[]; cut: boolean } };
  text: {
    LIMITS: Readonly<Record<string, number>>;
    clean(value: string | null | undefined, limit: number): { value: string; cut: boolean };
    hash(value: string): string;
  };
  facts: { collect(doc: Document, ignore?: Element | null): Protocol.Frame };
  roots: {
    /** Open shadow trees that were not there, or not reached, at the last call. */
    fresh(doc: Document): ShadowRoot[];
  };
  parts: {
    el<K extends keyof HTMLElementTagNameMap>(
      name: K,
      className: string,
      text?: string,
      ...children: Node[]
    ): HTMLElementTagNameMap[K];
    mark(level: Ui.BannerView["level"] | Guard.View["level"] | "official"): SVGSVGElement;
    button(className: string, text: string, run: (button: HTMLButtonElement) => void): HTMLButtonElement;
    /** Give a closed tree its style sheet. */
    dress(shadow: ShadowRoot, css: string): void;
  };
  styles: {
    /** The rule for the host of a closed tree, which the page cannot overrule; `place` is where it stands. */
    host(place: string, level?: number): string;
    letters(selector: string, size: string): string;
    light: { ground: string; danger: string; caution: string; official: string };
    dark: { ground: string; danger: string; caution: string; official: string };
  };
  style: { css: string; card: string };
  view: {
    draw(stage: HTMLElement, view: Ui.BannerView, act: (action: Ui.BannerAction, index: number) => void): void;
    /** What other views of the page scripts are made of. */
    parts: RealdeskContent["parts"] & {
      bullets(sentences: string[], className: string): HTMLUListElement;
      channelList(view: Ui.BannerView, act: (action: Ui.BannerAction, index: number) => void): HTMLElement;
      toggle(part: HTMLElement, node: HTMLButtonElement, closed: string, opened: string): void;
    };
  };
  banner: {
    host: HTMLElement | null;
    /** Remove what an earlier copy of this script left in the page. */
    clearLeftovers(): void;
    show(view: Ui.BannerView, act: (action: Ui.BannerAction, index: number) => void): void;
    remove(): void;
  };
}
