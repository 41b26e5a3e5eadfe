import type { RequestPaused } from './cdp.ts';
import { refuseTheRest } from './refuse.ts';

export interface Filter {
  readonly urls: readonly string[];
}

export interface Details {
  readonly id: string;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly statusCode?: number;
  readonly responseHeaders?: Record<string, string[]>;
}

export interface Answer {
  readonly cancel?: boolean;
  readonly redirectURL?: string;
  readonly responseHeaders?: Record<string, string | string[]>;
}

type Listener = (details: Details, callback: (answer: Answer) => void) => void;

interface Registered {
  readonly matches: (url: string) => boolean;
  readonly listener: Listener;
}

const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  WebSocket: 'webSocket',
  Ping: 'ping',
};

/** `session.webRequest`: as in Electron, of the network only, never of the app's own schemes. */
export class WebRequest {
  #beforeRequest: Registered | undefined;
  #headersReceived: Registered | undefined;

  readonly api = refuseTheRest('session.webRequest', {
    onBeforeRequest: (...args: [Filter, Listener | null] | [Listener | null]) => {
      this.#beforeRequest = registered(args);
    },
    onHeadersReceived: (...args: [Filter, Listener | null] | [Listener | null]) => {
      this.#headersReceived = registered(args);
    },
  });

  wantsHeaders(url: string): boolean {
    return this.#headersReceived?.matches(url) ?? false;
  }

  async beforeRequest(event: RequestPaused): Promise<Answer> {
    return ask(this.#beforeRequest, detailsOf(event));
  }

  async headersReceived(event: RequestPaused): Promise<Answer> {
    const responseHeaders: Record<string, string[]> = {};
    for (const { name, value } of event.responseHeaders ?? [])
      (responseHeaders[name] ??= []).push(value);
    const statusCode = event.responseStatusCode ?? 0;
    return ask(this.#headersReceived, { ...detailsOf(event), statusCode, responseHeaders });
  }
}

function detailsOf({ requestId, request, resourceType }: RequestPaused): Details {
  const { url, method } = request;
  return { id: requestId, url, method, resourceType: RESOURCE_TYPES[resourceType] ?? 'other' };
}

async function ask(registration: Registered | undefined, details: Details): Promise<Answer> {
  if (registration === undefined || !registration.matches(details.url)) return {};
  return new Promise((resolve) => registration.listener(details, resolve));
}

function registered(args: readonly unknown[]): Registered | undefined {
  const listener = args.at(-1) as Listener | null;
  if (listener === null) return undefined;
  const patterns = args.length > 1 ? (args[0] as Filter).urls : ['<all_urls>'];
  const expressions = patterns.map(expressionOf);
  return { listener, matches: (url) => expressions.some((expression) => expression.test(url)) };
}

/** A match pattern of Chromium (`*://*.example.org/*`) as an expression. */
function expressionOf(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}
