// The one place that knows which browser this is: Firefox has `browser`, Chromium `chrome`; both return promises.

/** @type {typeof chrome} */
export const ext = /** @type {{ browser?: typeof chrome }} */ (globalThis).browser ?? globalThis.chrome;

export const HOST_NAME = "org.realdesk.companion";
