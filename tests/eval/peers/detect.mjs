// Runs one public detector on the addresses given on standard input, the way its documentation says, and prints
// what it flagged and how long it took. Nothing is fetched: lists come from the installed packages.
// Usage: node detect.mjs PEER FOLDER_OF_NODE_MODULES [BLOCKLIST.json] < addresses.json
// With a blocklist (an array of hosts) that stands in place of the one in the package.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [peer, folder, blocklist] = process.argv.slice(2);
// package.json replaces controllers of a wallet that the detector loads and never calls by a small package.
const require = createRequire(pathToFileURL(resolve(folder, 'package.json')));
const packaged = () => require('eth-phishing-detect/src/config.json');
const config = () =>
  blocklist ? { ...packaged(), blacklist: JSON.parse(readFileSync(blocklist, 'utf8')) } : packaged();

// @polkadot/phishing asks its site for one list a top-level domain; its package has none, so it gets the largest
// list that a package has, in that form.
function listsByTopLevel() {
  const lists = new Map();
  for (const host of config().blacklist) {
    const top = host.slice(host.lastIndexOf('.') + 1);
    lists.set(top, [...(lists.get(top) ?? []), host]);
  }
  return lists;
}

function withoutNetwork(lists) {
  globalThis.fetch = async (address) => {
    const found = /\/all\/([^/]+)\/all\.json$/.exec(String(address));
    if (!found) throw new Error(`not fetched: ${address}`);
    return new Response(JSON.stringify(lists.get(found[1]) ?? []));
  };
}

const peers = {
  'eth-phishing-detect': async () => {
    const Detector = require('eth-phishing-detect/src/detector');
    const detector = new Detector(config());
    return ({ host }) => detector.check(host).result;
  },
  '@metamask/phishing-controller': async () => {
    const { PhishingDetector } = require('@metamask/phishing-controller');
    const { whitelist, blacklist, fuzzylist, tolerance, version } = config();
    const lists = { allowlist: whitelist, blocklist: blacklist, fuzzylist, tolerance, version, name: 'MetaMask' };
    const detector = new PhishingDetector([lists]);
    return ({ url }) => detector.check(url).result;
  },
  '@polkadot/phishing': async () => {
    withoutNetwork(listsByTopLevel());
    const { checkIfDenied } = require('@polkadot/phishing');
    return ({ host }) => checkIfDenied(host);
  },
};

// Processor time in seconds: other work on the machine is not the peer's.
const clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const addresses = JSON.parse(readFileSync(0, 'utf8'));
const begun = clock();
const check = await peers[peer]();
const loaded = clock();
const flags = [];
for (const address of addresses) flags.push((await check(address)) ? 1 : 0);
const done = clock();
process.stdout.write(JSON.stringify({ flags, load: loaded - begun, seconds: done - loaded }));
