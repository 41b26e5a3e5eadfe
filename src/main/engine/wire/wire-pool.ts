import { connect as connectTcp, isIP, type LookupFunction } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { OnRead, WireAnswer, WireTimeouts } from './wire-connection.ts';
import { WireConnection } from './wire-connection.ts';
import { WireError } from './wire-error.ts';

export interface WireRequest {
  /** `https://content.dropboxapi.com`, or `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** With its leading slash. */
  readonly path: string;
  /** In the order in which they are sent. Host, Content-Length and Connection are added. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Whether no kept connection may serve it. @default false */
  readonly isFresh?: boolean;
}

export interface WirePoolOptions extends Partial<WireTimeouts> {
  /** A connection that has waited for so long is not used again: the other side may be about to close it. @default 15000 */
  readonly keepAliveMs?: number;
  /** @default the system's */
  readonly lookup?: LookupFunction;
  /** @default Date.now */
  readonly now?: () => number;
}

const TIMEOUTS: WireTimeouts = { connectMs: 20_000, headMs: 60_000, bodyMs: 30_000 };
const KEEP_ALIVE_MS = 15_000;
/** Time-outs are looked at so often, by one timer for all connections; shorter ones more often. */
const MAX_TICK_MS = 1_000;

/** Node gives each address of a host 250 ms, which from the other side of the world is too little for all of them. */
const ADDRESS_MS = 2_500;

/** Connections for file bodies, kept alive and shared by origin. See {@link WireConnection}. */
export class WirePool {
  readonly #timeouts: WireTimeouts;
  readonly #keepAliveMs: number;
  readonly #now: () => number;
  readonly #lookup: LookupFunction | undefined;
  readonly #all = new Set<WireConnection>();
  readonly #idle = new Map<string, WireConnection[]>();
  /** TLS sessions by origin: a connection that takes one up again needs no second round trip. */
  readonly #sessions = new Map<string, Buffer>();
  #ticker: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: WirePoolOptions = {}) {
    this.#timeouts = {
      connectMs: options.connectMs ?? TIMEOUTS.connectMs,
      headMs: options.headMs ?? TIMEOUTS.headMs,
      bodyMs: options.bodyMs ?? TIMEOUTS.bodyMs,
    };
    this.#keepAliveMs = options.keepAliveMs ?? KEEP_ALIVE_MS;
    this.#now = options.now ?? Date.now;
    this.#lookup = options.lookup;
  }

  /**
   * Posts a request without a body. Resolves with the head of the answer, whose body must be read or destroyed.
   * Redirects are answers like others. Rejects with WireError, Node's errors, or the signal's reason. After WIRE_STALE
   * the request may be made again, fresh: it asks for something and changes nothing.
   */
  async post({ origin, path, headers, signal, isFresh = false }: WireRequest): Promise<WireAnswer> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new WireError('WIRE_CLOSED', 'The connections are closed.');
    const bytes = requestHead(origin, path, headers);
    const kept = isFresh ? null : this.#kept(origin);
    return await (kept ?? this.#connect(origin)).request(bytes, signal);
  }

  /** Cuts every connection. */
  close(): void {
    this.#isClosed = true;
    for (const connection of this.#all) connection.destroy();
  }

  #kept(origin: string): WireConnection | null {
    const idle = this.#idle.get(origin) ?? [];
    const oldest = this.#now() - this.#keepAliveMs;
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      if (kept.idleSinceMs > oldest) return kept;
      kept.destroy();
    }
    return null;
  }

  #connect(origin: string): WireConnection {
    const connection: WireConnection = new WireConnection({
      open: (onread) => this.#open(origin, onread),
      readyEvent: origin.startsWith('https:') ? 'secureConnect' : 'connect',
      timeouts: this.#timeouts,
      now: this.#now,
      onIdle: (free) => {
        const others = this.#idle.get(origin);
        if (others === undefined) this.#idle.set(origin, [free]);
        else others.push(free);
      },
      onClosed: (gone) => {
        this.#all.delete(gone);
        const others = this.#idle.get(origin) ?? [];
        const at = others.indexOf(gone);
        if (at !== -1) others.splice(at, 1);
        if (this.#all.size === 0) this.#stopTicking();
      },
    });
    this.#all.add(connection);
    this.#startTicking();
    return connection;
  }

  #open(origin: string, onread: OnRead) {
    const { protocol, hostname, port } = new URL(origin);
    const host = hostname.replace(/^\[|\]$/g, '');
    const options = {
      host,
      noDelay: true,
      ...(this.#lookup !== undefined && { lookup: this.#lookup }),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: ADDRESS_MS,
      onread: { buffer: onread.buffer, callback: onread.callback as (n: number) => boolean },
    };
    if (protocol !== 'https:') return connectTcp({ ...options, port: Number(port || 80) });
    const session = this.#sessions.get(origin);
    const socket = connectTls({
      ...options,
      port: Number(port || 443),
      ALPNProtocols: ['http/1.1'],
      ...(isIP(host) === 0 && { servername: host }),
      ...(session !== undefined && { session }),
    });
    socket.on('session', (fresh: Buffer) => this.#sessions.set(origin, fresh));
    socket.once('error', () => this.#sessions.delete(origin));
    return socket;
  }

  #startTicking(): void {
    if (this.#ticker !== null) return;
    const shortest = Math.min(...Object.values(this.#timeouts), this.#keepAliveMs);
    this.#ticker = setInterval(() => this.#tick(), Math.min(MAX_TICK_MS, shortest / 4));
    this.#ticker.unref();
  }

  #stopTicking(): void {
    if (this.#ticker !== null) clearInterval(this.#ticker);
    this.#ticker = null;
  }

  #tick(): void {
    for (const connection of this.#all) connection.checkTime();
    const oldest = this.#now() - this.#keepAliveMs;
    for (const waiting of this.#idle.values()) {
      for (const connection of waiting.filter(({ idleSinceMs }) => idleSinceMs <= oldest)) {
        connection.destroy();
      }
    }
  }
}

/** Header values are ASCII without control characters; what is not would be a bug of ours. */
const VALUE = /^[\t\x20-\x7e]*$/;

function requestHead(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): string {
  let head = `POST ${path} HTTP/1.1\r\nhost: ${new URL(origin).host}\r\nconnection: keep-alive\r\ncontent-length: 0\r\n`;
  for (const [name, value] of Object.entries(headers)) {
    // The value may be a token: it is not quoted.
    if (!VALUE.test(value))
      throw new Error(`The header ${name} can't be sent: it is not plain text.`);
    head += `${name}: ${value}\r\n`;
  }
  return `${head}\r\n`;
}
