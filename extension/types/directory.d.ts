/** data/directory.json, as companion/realdesk/ruleset/directory.py writes it. A test compares the field names. */
declare namespace Directory {
  /** One platform. Members that are absent had their default. */
  interface Entry {
    id: string;
    status: string;
    checked: string;
    names: Record<string, string>;
    aliases?: string[];
    former?: string[];
    tickers?: string[];
    pinyin?: string[];
    channels?: Protocol.OfficialChannel[];
    statements?: string[];
    coverage?: Record<string, string>;
    steps?: Record<string, string[]>;
  }

  /** One authority to turn to. */
  interface Authority {
    id: string;
    kind: string;
    status: string;
    checked: string;
    country: string;
    names: Record<string, string>;
    takes: Record<string, string>;
    aliases?: string[];
    former?: string[];
    pinyin?: string[];
    places?: string[];
    channels?: Protocol.OfficialChannel[];
  }

  interface File {
    schema: number;
    checked: string;
    platforms: Entry[];
    regulators: Authority[];
  }
}
