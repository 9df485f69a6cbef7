/** What is known of a chat, and how it is shown. */
declare namespace Ui {
  /** Somebody in a chat whom the user trusts. */
  interface Contact {
    surface: string;
    /** What stays with the person: an id or a telephone number. */
    peer: string;
    /** As shown when trust was given. */
    name: string;
    since: string;
  }

  interface ListedContact extends Contact {
    key: string;
    private: boolean;
  }

  /** A message that speaks against its author, and which of the reasons are about it. */
  interface ChatMarkFacts {
    message: string;
    verdict: Protocol.ChatVerdict;
    reasons: Protocol.Reason[];
  }

  /** What holds for the chat that a tab shows. */
  interface ChatNow {
    doc: string;
    surface: string;
    kind: string;
    conversation: string;
    /** It cannot be read, or not in full. */
    unread: boolean;
    /** That was said already. */
    told: boolean;
    peer: Peer | null;
    verdict: Protocol.ChatVerdict | null;
    marks: ChatMarkFacts[];
    /** Key of the contact, or "" where nothing shown stays with a person. */
    contact: string;
    trusted: Contact | null;
    insistent: boolean;
    /** The user hid these reasons. */
    hidden: boolean;
    private: boolean;
    /** Nothing is shown, because the user trusts the contact. */
    silent: boolean;
    /** Whether trust is offered. */
    offers: boolean;
  }

  /** The strip above the composer: the banner's sentences with fewer choices. */
  type ChatStrip = BannerView & { quiet: boolean };

  interface ChatMark {
    level: "caution" | "danger" | "official";
    /** Beside the sign. */
    label: string;
    /** Behind it. */
    reasons: string[];
  }

  interface MessageMark extends ChatMark {
    message: string;
    /** Links and handles in the message that the reasons name. */
    values: string[];
  }

  /** Everything that is shown in a chat: finished sentences only. */
  interface ChatView {
    surface: string;
    conversation: string;
    lang: string;
    strip: ChatStrip | null;
    peer: ChatMark | null;
    marks: MessageMark[];
    /** One-time codes are guarded. */
    suspicious: boolean;
    /** What a mark says to those who hear it; what its button closes. */
    labels: { mark: string; close: string };
  }

  /** Worker to content script, on the top frame's port. */
  type ShowChatMessage = { type: "chat"; doc: string; view: ChatView | null };

  /** What the popup shows of the chat in the tab. */
  interface TabChat {
    now: ChatNow;
    /** Name of the service. */
    surface: string;
    busy: boolean;
  }

  /** What the confirmation of trust in a contact shows. */
  interface ContactQuestion {
    now: ChatNow;
    surface: string;
  }
}

interface RealdeskContent {
  chatPlaces: {
    composer(open: Ui.OpenChat): DOMRect | null;
    column(open: Ui.OpenChat): DOMRect;
    name(open: Ui.OpenChat): Element | null;
    rows(open: Ui.OpenChat, marks: Ui.MessageMark[]): { mark: Ui.MessageMark; body: Element }[];
    wordsBox(el: Element): DOMRect;
    /** Where the last line of its words ends. */
    lastLine(el: Element): DOMRect | null;
    values(body: Element, values: string[]): DOMRect[];
    isInWindow(box: DOMRect): boolean;
    isOnTop(body: Element, box: DOMRect, own: (Element | null)[]): boolean;
    isSeen(body: Element, box: DOMRect, own: (Element | null)[]): boolean;
    /** No chat is shown any more. */
    forget(): void;
  };
  chatStyle: { strip: string; marks: string };
  chatStrip: {
    readonly host: HTMLElement | null;
    clearLeftovers(): void;
    show(strip: Ui.ChatStrip, open: Ui.OpenChat, act: (action: Ui.BannerAction, index: number) => void): void;
    place(open: Ui.OpenChat): void;
    remove(): void;
  };
  chatMarks: {
    readonly host: HTMLElement | null;
    /** Whether something was put off: then it is to be called again soon. */
    show(view: Ui.ChatView, open: Ui.OpenChat): boolean;
    remove(): void;
  };
  chatShow: {
    show(view: Ui.ChatView | null, act: (action: Ui.BannerAction, index: number) => void): void;
    remove(): void;
  };
}
