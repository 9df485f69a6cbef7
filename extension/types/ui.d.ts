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
    labels: {
      show_contacts: string;
      hide_contacts: string;
      why: string;
      less: string;
      hide: string;
      open: string;
      copy: string;
      copied: string;
      copy_failed: string;
      contacts_title: string;
    };
  }

  /** Content script to worker, on the frame's port. */
  type FrameMessage = { type: "facts"; doc: string; frame: Protocol.Frame };

  /** Worker to content script, on the top frame's port. `view: null` removes the banner. */
  type ShowMessage = { type: "show"; doc: string; view: BannerView | null };

  /** One-off messages to the worker. */
  type Ask =
    | { type: "dismiss"; doc: string }
    | { type: "open"; doc: string; index: number }
    | { type: "popup"; tab: number }
    | { type: "companion" }
    | { type: "contacts"; platform: string }
    | { type: "surfaces" }
    | { type: "chats"; tab: number }
    | { type: "dismissals" }
    | { type: "undismiss"; key: string };

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
    dismissed: boolean;
  }

  interface Dismissal {
    key: string;
    host: string;
    level: Protocol.Level;
    platform_names: Record<string, string>;
  }
}

/** The one global of the content scripts; each file adds its part. */
interface RealdeskContent {
  text: {
    LIMITS: Readonly<Record<string, number>>;
    clean(value: string | null | undefined, limit: number): { value: string; cut: boolean };
    hash(value: string): string;
  };
  facts: { collect(doc: Document, ignore?: Element | null): Protocol.Frame };
  style: { css: string };
  view: {
    draw(stage: HTMLElement, view: Ui.BannerView, act: (action: "dismiss" | "open", index: number) => void): void;
  };
  banner: {
    host: HTMLElement | null;
    show(view: Ui.BannerView, act: (action: "dismiss" | "open", index: number) => void): void;
    remove(): void;
  };
}
