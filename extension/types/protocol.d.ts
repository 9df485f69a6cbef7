/**
 * The messages of companion/realdesk/protocol.py, as the extension sends and reads them. A test compares the field
 * names of both files.
 */
declare namespace Protocol {
  type Level = "official" | "none" | "unknown" | "caution" | "danger";

  interface Field {
    type: string;
    label: string;
    name: string;
    max_length: number;
    autocomplete: string;
    visible: boolean;
  }

  interface Link {
    href: string;
    text: string;
  }

  interface Frame {
    url: string;
    title: string;
    site_name: string;
    lang: string;
    headings: string[];
    text: string;
    links: Link[];
    fields: Field[];
    buttons: string[];
    truncated: boolean;
    description: string;
    alts: string[];
    generated: string[];
    hidden: string;
    frame_urls: string[];
    actions: string[];
  }

  /** A support chat built into the page: the vendor, and whose account it is. */
  interface Widget {
    vendor: string;
    tenant: string;
  }

  interface Page {
    url: string;
    frames: Frame[];
    widgets?: Widget[];
  }

  interface Reason {
    code: string;
    params: Record<string, string>;
    /** Nothing the user allows a site may silence it. Absent before protocol 1.1. */
    insistent?: boolean;
    /** Part of the score, in percent. */
    share?: number;
  }

  /** Members that are absent had their default. */
  interface OfficialChannel {
    type: string;
    value: string;
    purpose: string;
    assurance: string;
    url?: string | null;
    evidence_url?: string | null;
    evidence_date?: string | null;
    region?: string | null;
    languages?: string[];
    hours?: string | null;
    dm?: string | null;
  }

  interface Verdict {
    level: Level;
    score: number;
    platform: string | null;
    platform_names: Record<string, string>;
    reasons: Reason[];
    official: OfficialChannel[];
    stale: boolean;
    /** What trust in the page covers; empty or absent where there is nothing to trust. Since protocol 1.1. */
    scope?: string;
  }

  /** A message that speaks against the peer. `message`: its id, or its position where it has none. Since protocol 1.1. */
  interface Mark {
    message: string;
    codes: string[];
  }

  /** The answer on a conversation. Since protocol 1.1. */
  interface ChatVerdict {
    level: Level;
    score: number;
    platform: string | null;
    platform_names: Record<string, string>;
    reasons: Reason[];
    official: OfficialChannel[];
    alarm_index: number | null;
    marks: Mark[];
    peer_reasons: Reason[];
    stale: boolean;
  }

  interface ForgetChatResult {
    forgotten: boolean;
  }

  interface RulesetInfo {
    schema: number;
    version: number;
    date: string;
    expires: string;
    stale: boolean;
    label: string;
    platforms: number;
  }

  interface HelloResult {
    protocol: string;
    companion: string;
    ruleset: RulesetInfo | null;
  }

  interface ContactsResult {
    platform: string;
    names: Record<string, string>;
    status: string;
    channels: OfficialChannel[];
    statements: string[];
    coverage: Record<string, string>;
    checked: string;
    stale: boolean;
    /** Absent from a companion before 1.1, as is the next. */
    former?: string[];
    steps?: Record<string, string[]>;
  }

  /** A platform or, with a country, a regulator. Members that are absent had their default. */
  interface Found {
    id: string;
    status: string;
    names: Record<string, string>;
    aliases?: string[];
    former?: string[];
    tickers?: string[];
    pinyin?: string[];
    country?: string | null;
    places?: string[];
  }

  interface PlatformsResult {
    found: Found[];
    stale: boolean;
  }

  interface RegulatorResult {
    regulator: string;
    kind: string;
    names: Record<string, string>;
    status: string;
    country: string;
    takes: Record<string, string>;
    channels: OfficialChannel[];
    checked: string;
    stale: boolean;
    former?: string[];
  }

  /** How chats and widgets are read; `rules` is null when the sender has them. Unchecked: see background/surface_words.js. */
  interface SurfacesResult {
    version: number;
    digest: string;
    rules: unknown;
  }

  interface ErrorBody {
    code: string;
    message: string;
    hint?: string;
  }

  interface Reply {
    id: number | null;
    result?: unknown;
    error?: ErrorBody;
  }
}
