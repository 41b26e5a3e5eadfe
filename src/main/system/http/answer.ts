import { member } from '#shared/dropbox/member.ts';

/** A failed answer of any route. */
export interface Answer {
  readonly status: number;
  /** A header's value, null if it is missing. The name is in lower case. */
  readonly header: (name: string) => string | null;
  /** Parsed JSON, else the text. */
  readonly body: unknown;
}

/** The request, as far as its errors depend on it. */
export interface Asked {
  readonly about: 'link' | 'folder' | 'file' | 'token';
  /** From the root of the shared folder; empty for the root itself. */
  readonly path: string;
  /** Removes secrets from the answer's text. */
  readonly redact: (text: string) => string;
  readonly nowMs: number;
}

/** The subject of an error, for the start of its message. */
export function subject({ about, path }: Pick<Asked, 'about' | 'path'>): string {
  if (path !== '') return path;
  return about === 'token' ? 'The sign-in' : 'The shared folder';
}

const MAX_SUMMARY_LENGTH = 200;

/** One short line of the answer's text, without secrets and without the random dots that Dropbox appends. */
export function summary({ status, body }: Answer, { redact }: Asked): string {
  const text = [
    member(body, 'error_summary'),
    member(body, 'error_description'),
    member(member(body, 'error'), '.tag'),
    member(body, 'error'),
    body,
  ].find((part): part is string => typeof part === 'string' && part.trim() !== '');
  if (text === undefined) return `HTTP ${status}`;
  const line = redact(text)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[/.\s]+$/, '')
    .trim();
  return line.length > MAX_SUMMARY_LENGTH ? `${line.slice(0, MAX_SUMMARY_LENGTH)}…` : line;
}
