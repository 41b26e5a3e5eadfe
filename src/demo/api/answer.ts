import type { FileContent } from '../shelf/file-content.ts';

/** What the server says to a call. */
export type Answer = PlainAnswer | ContentAnswer;

/** An answer that is small and known in full. */
export interface PlainAnswer {
  readonly kind: 'plain';
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A file or a part of it. */
interface ContentAnswer {
  readonly kind: 'content';
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: FileContent;
  /** From `start` up to but not including `end`. */
  readonly start: number;
  readonly end: number;
}

/** Thrown to answer a call with an error from wherever the error is found. */
export class Refusal extends Error {
  readonly answer: PlainAnswer;

  constructor(answer: PlainAnswer) {
    super(`refused with status ${answer.status}`);
    this.answer = answer;
  }
}

export function jsonAnswer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): PlainAnswer {
  // Exactly this type: clients compare it as a whole.
  return {
    kind: 'plain',
    status,
    contentType: 'application/json',
    headers,
    body: JSON.stringify(body),
  };
}

export function textAnswer(status: number, body: string): PlainAnswer {
  return { kind: 'plain', status, contentType: 'text/plain; charset=utf-8', headers: {}, body };
}

export function htmlAnswer(status: number, body: string): PlainAnswer {
  return { kind: 'plain', status, contentType: 'text/html; charset=utf-8', headers: {}, body };
}
