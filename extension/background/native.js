// One long-lived port to the companion. Requests carry ids; when the port goes, everything pending is rejected at once.
import { Backoff } from "./backoff.js";

export const PROTOCOL = "1.1";
const TIMEOUT_MS = 10_000;
// The first hello may wait for the companion to start on a cold machine.
const HELLO_TIMEOUT_MS = 20_000;
// A companion that answers others does not hang: with many tabs a request waits for its turn. But not for ever.
const MAX_TURNS = 6;

/** A request that got no result. `code` is the companion's error code or one of `disconnected`, `timeout`, `unavailable`. */
export class LinkError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "LinkError";
    this.code = code;
  }
}

/**
 * Which state the browser's words for a closed port mean.
 * @param {string} message
 * @returns {Ui.LinkState}
 */
export function stateOfDisconnect(message) {
  if (/forbidden/iu.test(message)) return "forbidden";
  if (/not found|no such native application/iu.test(message)) return "missing";
  return "lost";
}

/**
 * @typedef {object} PortLike
 * @property {(message: object) => void} postMessage
 * @property {() => void} disconnect
 * @property {{ addListener: (listener: (message: any) => void) => void }} onMessage
 * @property {{ addListener: (listener: (port: any) => void) => void }} onDisconnect
 */

/**
 * @typedef {object} Pending
 * @property {(result: any) => void} resolve
 * @property {(error: LinkError) => void} reject
 * @property {ReturnType<typeof setTimeout>} timer
 */

export class NativeLink {
  /**
   * @param {object} options
   * @param {() => PortLike} options.connect opens a port; may throw
   * @param {(port: any) => string} options.disconnectReason the browser's message for a closed port
   * @param {string} options.version of this extension
   * @param {(state: Ui.LinkState) => void} [options.onState]
   * @param {Backoff} [options.backoff]
   * @param {() => number} [options.now]
   * @param {number} [options.timeout]
   */
  constructor({ connect, disconnectReason, version, onState, backoff, now, timeout }) {
    this.connect = connect;
    this.disconnectReason = disconnectReason;
    this.version = version;
    this.onState = onState ?? (() => undefined);
    this.backoff = backoff ?? new Backoff();
    this.now = now ?? Date.now;
    this.timeout = timeout ?? TIMEOUT_MS;
    /** @type {Ui.LinkState} */
    this.state = "idle";
    /** @type {Protocol.HelloResult | null} */
    this.hello = null;
    /** @type {PortLike | null} */
    this.port = null;
    /** @type {Promise<void> | null} */
    this.ready = null;
    /** @type {Map<number, Pending>} */
    this.pending = new Map();
    this.nextId = 1;
    this.retryAt = 0;
    // When anything was heard of the companion.
    this.heard = 0;
    // How many companions there have been: each starts without what another was told.
    this.opened = 0;
  }

  /** @param {Ui.LinkState} state */
  become(state) {
    if (this.state === state) return;
    this.state = state;
    this.onState(state);
  }

  /** Milliseconds until a request would try to connect again; 0 when it may now. */
  get delay() {
    return this.port ? 0 : Math.max(0, this.retryAt - this.now());
  }

  /** Forget the waiting time: the user asked. */
  retryNow() {
    this.retryAt = 0;
  }

  /**
   * Send a request, connecting first when needed.
   * @param {string} type
   * @param {object} [body]
   * @returns {Promise<any>} the result; rejects with LinkError
   */
  async request(type, body = {}) {
    await this.ensure();
    return this.send(type, body, this.timeout);
  }

  /** Ask again which ruleset is in use. */
  async refresh() {
    await this.ensure();
    this.greeted(await this.send("hello", { protocol: PROTOCOL, version: this.version }, this.timeout));
  }

  /** @returns {Promise<void>} */
  ensure() {
    if (this.ready) return this.ready;
    if (this.delay > 0) return Promise.reject(new LinkError("unavailable", `companion ${this.state}`));
    this.ready = this.open();
    // A failed start is reported to every caller that waits; none need listen.
    this.ready.catch(() => undefined);
    return this.ready;
  }

  async open() {
    this.become("connecting");
    try {
      const port = this.connect();
      this.port = port;
      this.opened += 1;
      port.onMessage.addListener((message) => this.onMessage(port, message));
      port.onDisconnect.addListener((closed) => this.onDisconnect(port, this.disconnectReason(closed)));
    } catch (error) {
      this.close("missing", String(error));
      throw new LinkError("unavailable", String(error));
    }
    try {
      this.greeted(await this.send("hello", { protocol: PROTOCOL, version: this.version }, HELLO_TIMEOUT_MS));
    } catch (error) {
      if (error instanceof LinkError && error.code === "protocol_version") this.drop("too_old", error.message);
      else if (this.port) this.drop("lost", String(error));
      throw error;
    }
  }

  /** @param {Protocol.HelloResult} result */
  greeted(result) {
    const [major] = String(result?.protocol ?? "").split(".");
    if (major !== PROTOCOL.split(".")[0]) throw new LinkError("protocol_version", `companion speaks ${result?.protocol}`);
    this.hello = result;
    this.backoff.succeeded();
    this.become(result.ruleset ? "connected" : "no_ruleset");
  }

  /**
   * @param {string} type
   * @param {object} body
   * @param {number} timeout
   * @returns {Promise<any>}
   */
  send(type, body, timeout) {
    const port = this.port;
    if (!port) return Promise.reject(new LinkError("disconnected", "no port"));
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.late(port, id, type, timeout, 1), timeout);
      this.pending.set(id, { resolve, reject, timer });
      try {
        port.postMessage({ type, id, ...body });
      } catch (error) {
        this.settle(id)?.reject(new LinkError("disconnected", String(error)));
      }
    });
  }

  /**
   * A request was not answered in time.
   * @param {PortLike} port
   * @param {number} id
   * @param {string} type
   * @param {number} timeout
   * @param {number} turns how often it was waited for
   */
  late(port, id, type, timeout, turns) {
    const pending = this.pending.get(id);
    if (!pending) return;
    const silence = this.now() - this.heard;
    if (port === this.port && silence < timeout && turns < MAX_TURNS) {
      pending.timer = setTimeout(() => this.late(port, id, type, timeout, turns + 1), timeout - silence);
      return;
    }
    this.pending.delete(id);
    pending.reject(new LinkError("timeout", `${type} took longer than ${timeout} ms`));
    // A companion that hangs is started anew by the next request.
    if (this.port === port) this.drop("lost", "timeout");
  }

  /** @param {number} id */
  settle(id) {
    const pending = this.pending.get(id);
    if (pending) clearTimeout(pending.timer);
    this.pending.delete(id);
    return pending;
  }

  /**
   * @param {PortLike} port
   * @param {Protocol.Reply} reply
   */
  onMessage(port, reply) {
    if (port !== this.port) return;
    this.heard = this.now();
    const pending = typeof reply?.id === "number" ? this.settle(reply.id) : undefined;
    if (!pending) return;
    if (reply.error) pending.reject(new LinkError(reply.error.code, reply.error.message));
    else pending.resolve(reply.result);
  }

  /**
   * @param {PortLike} port
   * @param {string} message
   */
  onDisconnect(port, message) {
    if (port === this.port) this.close(stateOfDisconnect(message), message);
  }

  /**
   * Close the port from this side.
   * @param {Ui.LinkState} state
   * @param {string} message
   */
  drop(state, message) {
    const port = this.port;
    this.close(state, message);
    port?.disconnect();
  }

  /**
   * @param {Ui.LinkState} state
   * @param {string} message
   */
  close(state, message) {
    this.port = null;
    this.ready = null;
    this.hello = null;
    this.backoff.failed();
    this.retryAt = this.now() + this.backoff.wait;
    for (const id of [...this.pending.keys()]) this.settle(id)?.reject(new LinkError("disconnected", message));
    this.become(state);
  }
}
