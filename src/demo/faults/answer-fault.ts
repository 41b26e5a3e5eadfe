import { z } from 'zod';
import { htmlAnswer, jsonAnswer, type PlainAnswer, textAnswer } from '../api/answer.ts';
import type { TaggedError } from '../api/tagged-error.ts';
import { INVALID_GRANT } from '../api/tokens.ts';

/** Answers that take the place of the real one. */
export const answerFaultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rate-limit'),
    seconds: z.int().nonnegative().default(1),
    /** How Retry-After says it. */
    header: z.enum(['seconds', 'date', 'none']).default('seconds'),
    body: z.enum(['json', 'text', 'empty']).default('json'),
  }),
  /** A 401: `expired_access_token`, `invalid_access_token`, `missing_scope`, … */
  z.object({ kind: z.literal('unauthorized'), tag: z.string().default('expired_access_token') }),
  /** A JSON error with a tag such as `path/not_found`, `reset`, `shared_link_access_denied`. */
  z.object({
    kind: z.literal('api-error'),
    tag: z.string(),
    status: z.int().min(400).max(499).default(409),
  }),
  /** HTML, as a proxy in front of Dropbox sends it. */
  z.object({ kind: z.literal('server-error'), status: z.int().min(500).max(599).default(500) }),
  /** 400 with plain text. */
  z.object({ kind: z.literal('bad-request') }),
  /** The log-in page of a hotel's network, with status 200. */
  z.object({ kind: z.literal('portal') }),
  /** 416. */
  z.object({ kind: z.literal('not-satisfiable') }),
  /** The refresh token counts for nothing any more; for `oauth2/token`. */
  z.object({ kind: z.literal('invalid-grant') }),
]);

export type AnswerFault = z.output<typeof answerFaultSchema>;

const KINDS: ReadonlySet<string> = new Set(
  answerFaultSchema.options.map(({ shape }) => shape.kind.value),
);

export function isAnswerFault(fault: { readonly kind: string }): fault is AnswerFault {
  return KINDS.has(fault.kind);
}

/** The 429 of an ordinary rate limit. */
export function tooManyRequests(seconds: number): AnswerFault {
  return { kind: 'rate-limit', seconds, header: 'seconds', body: 'json' };
}

export function faultAnswer(fault: AnswerFault, taggedError: TaggedError): PlainAnswer {
  switch (fault.kind) {
    case 'rate-limit':
      return rateLimit(fault);
    case 'unauthorized': {
      const details = fault.tag === 'missing_scope' ? { required_scope: 'sharing.read' } : {};
      return taggedError(fault.tag, 401, details);
    }
    case 'api-error':
      return taggedError(fault.tag, fault.status);
    case 'server-error':
      return htmlAnswer(
        fault.status,
        `<html><head><title>${fault.status}</title></head><body><h1>Something went wrong</h1></body></html>`,
      );
    case 'bad-request':
      return textAnswer(400, 'Error in call to API function: could not decode input');
    case 'portal':
      return htmlAnswer(
        200,
        '<html><head><title>Welcome</title></head><body><form>Room and surname</form></body></html>',
      );
    case 'not-satisfiable':
      return textAnswer(416, 'Requested range not satisfiable');
    case 'invalid-grant':
      return INVALID_GRANT;
    default:
      throw new TypeError(`No such fault: ${String(fault satisfies never)}`);
  }
}

function rateLimit({
  seconds,
  header,
  body,
}: Extract<AnswerFault, { kind: 'rate-limit' }>): PlainAnswer {
  const retryAfter = {
    seconds: { 'Retry-After': String(seconds) },
    date: { 'Retry-After': new Date(Date.now() + 1000 * seconds).toUTCString() },
    none: {},
  }[header];
  const answer = {
    json: jsonAnswer(
      {
        error_summary: 'too_many_requests/..',
        error: { reason: { '.tag': 'too_many_requests' }, retry_after: seconds },
      },
      429,
    ),
    text: textAnswer(429, 'Too many requests'),
    empty: textAnswer(429, ''),
  }[body];
  return { ...answer, headers: retryAfter };
}
