import { member } from '#shared/dropbox/member.ts';

/** An answer of whatever route that is not the one hoped for. */
export interface Answer {
  readonly status: number;
  /** A header's value, null where it is not there. The name in lower case. */
  readonly header: (name: string) => string | null;
  /** Parsed where it was JSON, else the text. */
  readonly body: unknown;
}

/** What was asked, as far as its errors depend on it. */
export interface Asked {
  readonly about: 'link' | 'folder' | 'file' | 'token';
  /** From the root of the shared folder; empty for the root itself. */
  readonly path: string;
  /** Takes secrets out of what the other side wrote. */
  readonly redact: (text: string) => string;
  readonly nowMs: number;
}

/** What an error is about, for the head of its message. */
export function subject({ about, path }: Pick<Asked, 'about' | 'path'>): string {
  if (path !== '') return path;
  return about === 'token' ? 'The sign-in' : 'The shared folder';
}

const LONGEST_SUMMARY = 200;

/** One short line of what the other side wrote, without secrets and without the dots that Dropbox adds by chance. */
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
  return line.length > LONGEST_SUMMARY ? `${line.slice(0, LONGEST_SUMMARY)}…` : line;
}
