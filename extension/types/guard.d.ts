/** The guard: what a user is about to send is examined inside the extension, before it leaves. */
declare namespace Guard {
  /** Content script to worker, on the port "guard". Neither stored nor logged, and never passed on. */
  interface Question {
    id: number;
    text: string;
    /** What the page says the field is for. */
    context: string;
    /** Whether one-time codes count: the conversation is suspicious. */
    codes: boolean;
    how: "send" | "paste";
    /** What was sent before in a suspicious conversation, the newest at the end. */
    sent?: string[];
  }

  /** Worker to content script: nothing found, or the dialog, in finished sentences. */
  interface Answer {
    id: number;
    view: View | null;
  }

  interface View {
    /** Which kind of secret; a choice to send anyway holds for this kind in this document. */
    kind: string;
    level: "calm" | "firm";
    lang: string;
    brand: string;
    title: string;
    lines: string[];
    note: string;
    no: string;
    yes: string;
  }
}

interface RealdeskContent {
  guardShape: {
    COMMON: Set<string>;
    KEY_WORD: RegExp;
    /** Whether a text could hold a secret. */
    mayHold(text: string, context: string, codes: boolean): boolean;
  };
  guardFields: {
    fieldOf(event: Event): HTMLElement | null;
    targetOf(event: Event): HTMLElement | null;
    textOf(field: HTMLElement): string;
    textsOf(field: HTMLElement): string[];
    labelOf(field: HTMLElement): string;
    isPlain(node: unknown): node is HTMLInputElement | HTMLTextAreaElement;
    around(node: Node): Node | null;
  };
  guardSent: {
    readonly texts: string[];
    /** The user wrote something that is not sent yet. */
    written(): void;
    /** A text is on its way. */
    note(text: string): void;
    forget(): void;
  };
  guardAsk: { ask(question: Omit<Guard.Question, "id">): Promise<Guard.View | null> };
  guardStyle: { css: string };
  guardView: {
    host: HTMLElement | null;
    /** Hands a pressed key to the dialog; true when it has used it. */
    key(key: string): boolean;
    /** Shows the dialog; true when the user wants to go on. */
    show(view: Guard.View): Promise<boolean>;
  };
  guardAgain: {
    /** Presses Enter in a field, with what the browser does then. */
    enter(field: HTMLElement, event: KeyboardEvent): void;
    /** Presses a button, from the event on that was held back. */
    press(button: HTMLElement, event: MouseEvent): void;
  };
  guardInsert: {
    /** Remembers where the cursor is in a field; what it returns puts it there again, with the focus. */
    place(field: HTMLElement): () => void;
    /** What was about to be put into a field, kept while the user is asked. */
    hold(field: HTMLElement, data: DataTransfer, point: { x: number; y: number } | null): () => void;
  };
  guard: {
    /** Set by whoever judges page or conversation: one-time codes are then guarded as well. */
    suspicious: boolean;
    host: HTMLElement | null;
    stop(): void;
  };
}
