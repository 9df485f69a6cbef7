"use strict";

// The one global of the content scripts. A lexical binding, because a page could put an element with this id into the
// document and so take over a property of `window`.
const realdesk = /** @type {RealdeskContent} */ ({});
