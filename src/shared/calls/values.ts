import { z } from 'zod';
import type { ErrorCode } from '#shared/errors/app-error.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import type { Infer } from './declare.ts';

/** A union of words as a schema: a missing or surplus word is a compile error. */
export function oneOf<Word extends string>(
  words: {
    readonly [K in Word]: K;
  },
): z.ZodType<Word> {
  return z.enum(words);
}

export const count = z.number().int().nonnegative();
export const amount = z.number().nonnegative();
/** Milliseconds since 1970. */
export const time = z.number();
export const flag = z.boolean();
export const strings = z.array(z.string());
export const words32: z.ZodType<Uint32Array> = z.instanceof(Uint32Array);

export const shortText = z.string().max(4_096);

/** The text of a file that a user opens. */
export const longText = z.string().max(MAX_TEXT_BYTES);

/** The text of a `dropbox.cfg`. */
export const configText = z.string().max(1024 * 1024);

/** An output that is text to show or to save. */
export const textOutput = z.object({ text: z.string() });

/** Far more words of bits than any survey needs. */
export const MAX_WORDS = 1_000_000;

/** Files of one catalogue, as a bitset over its rows. */
export const selection = z.object({
  /** The catalogue's revision: in another catalogue the same rows are other files. */
  catalogueRevision: count,
  /** One bit a row, 32 a word, lowest first. */
  words: words32.refine(({ length }) => length <= MAX_WORDS),
});
export type Selection = Infer<typeof selection>;

/** State that main owns and the renderer mirrors. Of two, the one with the greater revision is newer. */
export interface Versioned<T> {
  readonly revision: number;
  readonly value: T;
}

export function versioned<T>(value: z.ZodType<T>): z.ZodType<Versioned<T>> {
  return z.object({ revision: count, value });
}

const errorCode = oneOf<ErrorCode>({
  'bad-usage': 'bad-usage',
  'bad-config': 'bad-config',
  'bad-input': 'bad-input',
  'endpoint-refused': 'endpoint-refused',
  'link-denied': 'link-denied',
  'link-not-found': 'link-not-found',
  'link-disabled': 'link-disabled',
  'link-unsupported': 'link-unsupported',
  'sign-in-expired': 'sign-in-expired',
  'sign-in-invalid': 'sign-in-invalid',
  'sign-in-revoked': 'sign-in-revoked',
  'scope-missing': 'scope-missing',
  'rate-limited': 'rate-limited',
  network: 'network',
  stalled: 'stalled',
  'server-error': 'server-error',
  'not-dropbox': 'not-dropbox',
  'path-not-found': 'path-not-found',
  'cursor-reset': 'cursor-reset',
  'range-refused': 'range-refused',
  api: 'api',
  'file-changed': 'file-changed',
  corrupt: 'corrupt',
  'listing-disagrees': 'listing-disagrees',
  'disk-full': 'disk-full',
  'no-permission': 'no-permission',
  'folder-gone': 'folder-gone',
  'name-refused': 'name-refused',
  'in-use': 'in-use',
  'disk-failing': 'disk-failing',
  'disk-read-only': 'disk-read-only',
  'disk-error': 'disk-error',
  cancelled: 'cancelled',
});

/** What went wrong: its code, and a sentence for the user that also says what to do. */
export const failure = z.object({ code: errorCode, message: z.string() });
