import type { FileBody } from '#main/engine/wire/body-sink.ts';
import { readableBody } from '#main/engine/wire/readable-body.ts';
import { WirePool } from '#main/engine/wire/wire-pool.ts';
import type { Http, HttpOptions, HttpPost } from '#main/system/http/http.ts';

/** The head of an answer with a body that its caller reads. */
export interface BodyAnswer {
  readonly status: number;
  /** A header's value, null if it is missing. The name is in lower case. */
  readonly header: (name: string) => string | null;
  /** The caller must read or destroy it. */
  readonly body: FileBody;
}

export interface BodyRequest extends Omit<HttpPost, 'body'> {
  /** Whether no kept connection may serve it: the previous one had been closed. @default false */
  readonly isFresh?: boolean;
}

/** Requests file bodies. */
export interface Bodies {
  /** Rejects with the wire's (see `isStale`), Node's or undici's errors, or the signal's reason. */
  open(request: BodyRequest): Promise<BodyAnswer>;
  /** Closes its own connections. */
  close(): void;
}

/**
 * Bodies arrive over connections of our own, directly into their reader's memory. Through a proxy they arrive through
 * undici: Node reads into given memory only from sockets that it opened itself, which excludes TLS through a proxy.
 */
export function createBodies(http: Http, options: HttpOptions): Bodies {
  const { headersTimeoutMs, bodyTimeoutMs } = options;
  const pool = new WirePool({
    ...(headersTimeoutMs !== undefined && { headMs: headersTimeoutMs }),
    ...(bodyTimeoutMs !== undefined && { bodyMs: bodyTimeoutMs }),
  });
  return {
    async open(request) {
      if (http.isDirect) {
        const { head, body } = await pool.post(request);
        return { status: head.status, header: (name) => head.headers.get(name) ?? null, body };
      }
      const { status, headers, body } = await http.post(request);
      const header = (name: string): string | null => {
        const value = headers[name];
        return (Array.isArray(value) ? value[0] : value) ?? null;
      };
      return { status, header, body: readableBody(body) };
    },
    close: () => pool.close(),
  };
}
