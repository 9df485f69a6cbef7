// Verdicts as sentences. Pure: what the banner and the popup show is made here.
import { isolate } from "./i18n.js";

/** @typedef {import("./i18n.js").I18n} I18n */

const INLINE_REASONS = 3;
const BANNER_CHANNELS = 6;
/** Their names say what they are for. */
const SAYS_PURPOSE = new Set(["complaint_form", "warning_list", "register"]);
const OPENABLE = new Set(["https:", "mailto:", "tel:"]);

/**
 * Only addresses of a few harmless kinds are opened, whatever the ruleset says.
 * @param {string | null | undefined} url
 */
export function safeUrl(url) {
  if (!url) return null;
  try {
    return OPENABLE.has(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/**
 * @param {I18n} i18n
 * @param {Protocol.Verdict} verdict
 */
export function headline(i18n, verdict) {
  const platform = i18n.name(verdict.platform_names);
  const key = `headline_${verdict.level}`;
  return platform ? i18n.t(`${key}_platform`, { platform: isolate(platform) }) : i18n.t(key);
}

/**
 * The word for a type of contact: a channel of the rules, or one of the companion's own such as an account's handle.
 * @param {I18n} i18n
 * @param {string} type
 */
function typeName(i18n, type) {
  return i18n.has(`channel_${type}`) ? i18n.t(`channel_${type}`) : i18n.tOr(`entity_${type}`, "channel_other");
}

/**
 * @param {I18n} i18n
 * @param {Pick<Protocol.Verdict, "reasons" | "platform_names"> & { platform?: string | null }} verdict
 * @returns {string[]}
 */
export function reasons(i18n, verdict) {
  const platform = i18n.name(verdict.platform_names);
  return verdict.reasons.map(({ code, params }) => {
    /** @type {Record<string, string>} */
    const words = { platform: platform ? isolate(platform) : i18n.t("platform_unnamed") };
    for (const [name, value] of Object.entries(params)) {
      if (name === "type") words.type = typeName(i18n, value);
      else if (name === "date") words.date = i18n.date(value);
      else words[name] = isolate(value, { telling: [params.like, verdict.platform] });
    }
    return i18n.tOr(`reason_${code}`, "reason_other", words);
  });
}

/**
 * Shares worth showing: several reasons that weigh, each code once.
 * @param {readonly Protocol.Reason[]} given
 * @returns {number[]} percent by position; 0 shows nothing
 */
export function sharesOf(given) {
  /** @type {Set<string>} */
  const seen = new Set();
  const shares = given.map(({ code, share }) => {
    if (!share || share < 1 || share > 100 || seen.has(code)) return 0;
    seen.add(code);
    return Math.round(share);
  });
  return shares.filter((share) => share > 0).length > 1 ? shares : shares.map(() => 0);
}

/**
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel} channel
 */
export function channelLabel(i18n, channel) {
  const type = i18n.tOr(`channel_${channel.type}`, "channel_other");
  if (channel.purpose === "support" || channel.purpose === "general" || SAYS_PURPOSE.has(channel.type)) return type;
  return i18n.t("channel_with_purpose", { type, purpose: i18n.tOr(`purpose_${channel.purpose}`, "purpose_general") });
}

/**
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel} channel
 * @returns {string | null} what stands where the contact has no address of its own: support inside the app
 */
export function wayWithoutAddress(i18n, channel) {
  return channel.type === "in_app" ? i18n.t("channel_in_app_way") : null;
}

/**
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel} channel
 * @returns {string} region, languages, hours and what holds for messages there
 */
export function channelNote(i18n, channel) {
  const parts = [];
  if (channel.region) parts.push(i18n.t("channel_region", { region: channel.region }));
  if (channel.languages?.length) parts.push(languages(i18n, channel.languages));
  if (channel.hours) parts.push(i18n.t("channel_hours", { hours: channel.hours }));
  if (channel.dm && i18n.has(`channel_dm_${channel.dm}`)) parts.push(i18n.t(`channel_dm_${channel.dm}`));
  return parts.join(" · ");
}

/**
 * The name of a country or the European Union, as short as it is in use.
 * @param {I18n} i18n
 * @param {string} code ISO 3166-1 alpha-2, or EU
 */
export function regionName(i18n, code) {
  try {
    return new Intl.DisplayNames(i18n.lang, { type: "region", style: "short" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * @param {I18n} i18n
 * @param {string[]} tags
 */
function languages(i18n, tags) {
  const names = new Intl.DisplayNames(i18n.lang, { type: "language", fallback: "code" });
  return tags
    .map((tag) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    })
    .join(i18n.t("list_separator"));
}

/**
 * @param {I18n} i18n
 * @param {Protocol.RulesetInfo | null | undefined} ruleset
 */
export function rulesetLine(i18n, ruleset) {
  if (!ruleset) return i18n.t("ruleset_none");
  const params = { version: String(ruleset.version), date: i18n.date(ruleset.date) };
  const line = i18n.t("ruleset_line", params);
  const label = i18n.t(ruleset.label === "release" ? "ruleset_signed_release" : "ruleset_signed_local");
  const stale = ruleset.stale ? ` · ${i18n.t("ruleset_stale_short")}` : "";
  return `${line} · ${label}${stale}`;
}

/**
 * Whether a banner is due: unknown only with something to say, official and none never.
 * @param {Protocol.Verdict} verdict
 */
export function showsBanner(verdict) {
  if (verdict.level === "unknown") return verdict.reasons.length > 0;
  return verdict.level === "caution" || verdict.level === "danger";
}

/**
 * @param {I18n} i18n
 * @param {Protocol.OfficialChannel[]} channels
 * @returns {Ui.ChannelRow[]}
 */
export function channelRows(i18n, channels) {
  return channels.slice(0, BANNER_CHANNELS).map((channel) => ({
    label: channelLabel(i18n, channel),
    value: wayWithoutAddress(i18n, channel) ?? channel.value,
    copy: channel.type !== "in_app",
    note: channelNote(i18n, channel),
    open: safeUrl(channel.url) !== null,
  }));
}

/**
 * @param {I18n} i18n
 * @param {string} platform its name, or ""
 * @returns {Ui.BannerView["labels"]}
 */
export function bannerLabels(i18n, platform) {
  return {
    show_contacts: i18n.t("banner_show_contacts"),
    hide_contacts: i18n.t("banner_hide_contacts"),
    why: i18n.t("banner_why"),
    less: i18n.t("banner_less"),
    hide: i18n.t("banner_hide"),
    fold: i18n.t("banner_fold"),
    unfold: i18n.t("banner_unfold"),
    trust: i18n.t("site_trust"),
    mute: i18n.t("site_mute"),
    open: i18n.t("open"),
    copy: i18n.t("copy"),
    copied: i18n.t("copied"),
    copy_failed: i18n.t("copy_failed"),
    contacts_title: platform
      ? i18n.t("contacts_title_platform", { platform: isolate(platform) })
      : i18n.t("contacts_title"),
  };
}

/**
 * @param {I18n} i18n
 * @param {Protocol.Verdict} verdict
 * @param {Protocol.RulesetInfo | null | undefined} ruleset
 * @param {Ui.SiteState | null} [site]
 * @returns {Ui.BannerView | null}
 */
export function bannerView(i18n, verdict, ruleset, site = null) {
  if (!showsBanner(verdict)) return null;
  const all = reasons(i18n, verdict);
  const level = /** @type {Ui.BannerView["level"]} */ (verdict.level);
  const platform = i18n.name(verdict.platform_names);
  return {
    level,
    lang: i18n.lang,
    brand: i18n.t("banner_brand"),
    headline: headline(i18n, verdict),
    reasons: all.slice(0, INLINE_REASONS),
    more: all.slice(INLINE_REASONS),
    details: [
      ...(site?.insistent ? [i18n.t(site.choice ? "site_always_chosen" : "site_always")] : []),
      i18n.t(`explain_${level}`),
      rulesetLine(i18n, ruleset),
      i18n.t("banner_private"),
    ],
    channels: channelRows(i18n, verdict.official),
    offers: site?.offers ?? false,
    folds: site?.insistent ?? false,
    labels: bannerLabels(i18n, platform),
  };
}

/**
 * Title of the toolbar button: says in words what icon and badge say in signs.
 * @param {I18n} i18n
 * @param {import("../background/action.js").Look} look
 * @param {Protocol.Verdict | null} verdict
 * @param {Ui.Choice | null} [choice]
 */
export function actionTitle(i18n, look, verdict, choice = null) {
  if (look === "off") return i18n.t("action_off");
  if (look === "normal" && choice?.kind === "trust") return i18n.t("action_title", { said: i18n.t("action_trusted") });
  // Silence is no seal: a page without a verdict is not one that was found in order.
  const silent = i18n.t(verdict ? "action_normal" : "action_idle");
  const said = verdict && look !== "normal" ? headline(i18n, verdict) : silent;
  return i18n.t("action_title", { said });
}
