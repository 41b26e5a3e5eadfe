import { member } from './member.ts';

/** Where an answer may say how long to stay away. */
export interface RetryAfterSource {
  /** The header `Retry-After`: seconds, or a date. */
  readonly header: string | null;
  /** The header `Date` of the same answer. */
  readonly date: string | null;
  /** The parsed body, of whatever shape. */
  readonly body: unknown;
}

/**
 * How long the other side wants us to stay away, in milliseconds; null where it does not say. The header counts
 * before the body. A date counts from the answer's own date, so that a wrong clock here does no harm.
 */
export function retryAfterMs(source: RetryAfterSource, nowMs: number): number | null {
  return fromHeader(source, nowMs) ?? fromBody(source.body);
}

function fromHeader({ header, date }: RetryAfterSource, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return seconds(Number(text));
  const atMs = httpDateMs(text);
  return atMs === null ? null : Math.max(0, atMs - (httpDateMs(date ?? '') ?? nowMs));
}

/** Only dates as HTTP writes them begin with the name of a day; `Date.parse` alone would take "-5" for a year. */
function httpDateMs(text: string): number | null {
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : atMs;
}

function fromBody(body: unknown): number | null {
  const inError = member(member(body, 'error'), 'retry_after');
  return seconds(inError ?? member(body, 'retry_after'));
}

function seconds(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value * 1_000 : null;
}
