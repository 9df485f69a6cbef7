/** Surfaces: the rules as the companion delivers them (rules/README.md), and what is read with them. */
declare namespace Ui {
  type ChatState = "none" | "ok" | "unknown";

  interface Source {
    grade: string;
    css?: string;
    attr?: string;
    strip?: string[];
    after?: string;
    kind?: string;
    place?: string;
    among?: string;
  }

  interface PeerRule {
    required: ("id" | "handle" | "name" | "bio" | "verified")[];
    id?: Source[];
    handle?: Source[];
    name?: Source[];
    bio?: Source[];
    verified?: { grade: string; css: string }[];
    witness?: Record<string, string[]>;
  }

  interface Sign {
    side: "me" | "peer";
    css?: string;
    has?: string;
    sender?: "own" | "peer" | "other";
    right?: string;
    place?: string;
  }

  interface MessageRule {
    grade: string;
    item: string;
    text: string;
    list?: string;
    cover?: string;
    exclude?: string[];
    id?: Source;
    text_id?: string;
    strip?: string[];
    stamp?: string;
    plain_links?: string;
    blocks?: boolean;
    around?: string;
    shadow?: boolean;
    sender?: Source;
    group?: string;
    own?: string;
    target?: Source[];
    author?: Source;
    author_name?: Source;
    author_head?: string;
    badge?: string;
    badge_sign?: string;
    ad?: string;
    signs?: Sign[];
    otherwise?: "me" | "peer";
  }

  interface Surface {
    schema: number;
    id: string;
    name: string;
    kind: string;
    network: string;
    pages: Source[];
    open: { places?: string[]; elements?: string[]; maybe?: string[]; never?: string[] };
    root?: string;
    self_check: string[];
    shadow?: string[];
    confirm_ms?: number;
    conversation?: Source[];
    unique_handles?: boolean;
    peer?: PeerRule;
    messages?: MessageRule;
    composer?: string[];
  }

  interface Inline {
    after: string;
    kind: string;
  }

  interface Widget {
    id: string;
    grade: string;
    scripts?: string[];
    links?: string[];
    inline?: Inline[];
    elements?: string[];
  }

  /** What a page gets of the rules: the surfaces of its host, and all widgets. */
  interface SurfaceRules {
    surfaces: Surface[];
    widgets: Widget[];
  }

  /** How text is read: what is left out, whether blocks belong to it, which links have no address. */
  interface TextRule {
    strip: string[];
    blocks?: boolean;
    plainLinks?: string;
    /** False: what stands for a picture is not read. */
    pictures?: boolean;
  }

  type Tree = Element | Document | ShadowRoot;

  /** Where a surface is read: address, tree, and the count of nodes visited. */
  interface Place {
    url: URL;
    scope: Document | ShadowRoot;
    cost: { nodes: number };
  }

  /** `verified`: null where the surface does not show it. Empty texts were not there. */
  interface Peer {
    id: string;
    handle: string;
    display_name: string;
    bio: string;
    verified: boolean | null;
  }

  interface ChatMessage {
    id: string;
    from: "peer" | "me" | "unknown";
    text: string;
    links: string[];
    /** Handle or id of the author, where a page has several. */
    author?: string;
    /** The name he goes by, where it is shown. */
    name?: string;
    /** `author` is but a name, no account. */
    named?: boolean;
    /** Whether the author has a badge, where a page shows badges. */
    verified?: boolean;
    /** An advertisement: where it leads is what it says of itself. */
    ad?: boolean;
  }

  interface ReadMessage {
    message?: ChatMessage;
    trouble?: string;
  }

  interface Head {
    surface: string;
    state: ChatState;
    why: string;
    conversation: string;
    peer: Peer | null;
    composer: boolean;
    parts: { root: Tree; list: Tree | null; at: Place } | null;
  }

  /**
   * A conversation as it was read; `messages` are those not reported before. With "unknown", `why` says what could not
   * be read: open, self_check, peer, list, message, direction or badge.
   */
  interface Chat {
    surface: string;
    network: string;
    /** Nobody else on the network has the same handle now. */
    unique?: boolean;
    kind: string;
    state: ChatState;
    why: string;
    conversation: string;
    peer: Peer | null;
    messages: ChatMessage[];
    composer: boolean;
  }

  /** A support chat in a page: whose account at the vendor, or null where the page does not say. */
  interface WidgetFact {
    vendor: string;
    tenant: string | null;
  }

  interface SurfaceTimers {
    now(): number;
    later(run: () => void, wait: number): void;
    idle(run: (mayGoOn: () => boolean) => void): void;
  }

  interface SurfaceLink {
    ask(): Promise<SurfaceRules | null>;
    chat(chat: Chat): void;
    widgets(widgets: WidgetFact[]): void;
  }

  type ChatFrameMessage =
    | { type: "chat"; doc: string; url: string; chat: Chat }
    | { type: "widgets"; doc: string; widgets: WidgetFact[] };

  /** A conversation as it is in the document now. */
  interface OpenChat {
    head: Head;
    queue: RealdeskQueue | null;
    surface: Surface;
  }
}

/** Reads single messages; content/surfaces_messages.js. */
interface RealdeskMessageReader {
  rule: Ui.MessageRule;
  at: Ui.Place;
  isItem(el: Element): boolean;
  isExcluded(el: Element): boolean;
  read(el: Element): Ui.ReadMessage;
  texts(el: Element, content: Element | ShadowRoot, id: string): Element[];
}

interface RealdeskReported {
  ids: Set<string>;
  order: string[];
  sentOrder: string[];
  add(id: string): boolean;
  commit(): void;
  takeBack(messages: Ui.ChatMessage[]): void;
}

interface RealdeskQueue {
  rule: Ui.MessageRule;
  list: Ui.Tree;
  reader: RealdeskMessageReader;
  /** What tells the message of an element from others, as it is now; "" when it is not known. */
  nameOf(el: Element): string;
  /** The same for a message that was reported. */
  nameFor(id: string): string;
  isSound: boolean;
  /** Whether it is not yet known to the end that the list is sound. */
  readonly isChecking: boolean;
  reported: RealdeskReported;
  readonly why: string;
  refill(): void;
  note(records: MutationRecord[]): void;
  work(now: number, mayGoOn: () => boolean): Ui.ChatMessage[];
  due(now: number): number;
}

interface RealdeskWatcher {
  cost: { nodes: number };
  shown(): Ui.OpenChat | null;
  start(): void;
  stop(): void;
}

interface RealdeskContent {
  places: {
    match(place: string, url: URL): { value: string | null } | null;
    run(kind: string, text: string, at: number): string;
  };
  surfaceText: {
    read(root: Node, rule: Ui.TextRule, cost: { nodes: number }): { text: string; links: string[]; foreign: boolean };
  };
  surfaceValues: {
    pick(el: Ui.Tree, css: string): Element | null;
    valueOf(source: Ui.Source, root: Ui.Tree, at: Ui.Place, limit?: number): string;
    firstOf(sources: Ui.Source[] | undefined, root: Ui.Tree, at: Ui.Place, limit?: number): string;
    targetOf(sources: Ui.Source[], root: Element, at: Ui.Place): string;
    peer(rule: Ui.PeerRule, root: Ui.Tree, at: Ui.Place): Ui.Peer | null;
  };
  surfaceMessages: {
    MessageReader: new (rule: Ui.MessageRule, at: Ui.Place, peerName: string) => RealdeskMessageReader;
  };
  surfaceRead: {
    head(surface: Ui.Surface, doc: Document, url: URL, cost: { nodes: number }): Ui.Head;
    items(rule: Ui.MessageRule, list: Ui.Tree, reader: RealdeskMessageReader): NodeListOf<Element> | null;
    isAt(surface: Ui.Surface, url: URL): boolean;
    signs(rule: Ui.MessageRule, tree: Ui.Tree): ArrayLike<Element>;
    isCovered(rule: Ui.MessageRule, sign: Element, reader: RealdeskMessageReader): boolean;
    scopeOf(steps: string[], doc: Document): Document | ShadowRoot;
  };
  surfaceOrder: { align(known: string[], shown: string[]): { known: string[]; fresh: number[] } };
  surfaceQueue: {
    Queue: new (
      rule: Ui.MessageRule,
      list: Ui.Tree,
      reader: RealdeskMessageReader,
      reported: RealdeskReported,
      onShadow: (root: ShadowRoot) => void,
    ) => RealdeskQueue;
    Reported: new () => RealdeskReported;
  };
  surfaces: {
    Watcher: new (
      doc: Document,
      surfaces: Ui.Surface[],
      send: (chat: Ui.Chat) => void,
      timers: Ui.SurfaceTimers,
    ) => RealdeskWatcher;
  };
  surfaceStart: {
    readonly isReading: boolean;
    /** What was reported last, if it is still so. */
    open(): Ui.OpenChat | null;
    begin(link: Ui.SurfaceLink): Promise<void>;
    end(): void;
  };
  widgets: { collect(doc: Document, widgets: Ui.Widget[]): Ui.WidgetFact[] };
}
