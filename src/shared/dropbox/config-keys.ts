import { closest } from '../format/closest.ts';
import type { ConfigLine } from './config-lines.ts';

/** The settings of the section `[dropbox]`. */
export const CONFIG_KEYS = [
  'shared_url',
  'password',
  'access_token',
  'refresh_token',
  'app_key',
] as const;
export type ConfigKey = (typeof CONFIG_KEYS)[number];

/** Other programs' words for the same. */
const OTHER_WORDS: ReadonlyMap<string, ConfigKey> = new Map([
  ['link', 'shared_url'],
  ['shared_link', 'shared_url'],
  ['token', 'access_token'],
  ['client_id', 'app_key'],
]);

/** The setting that was meant by a key that is none of them; null where it is like none. */
export function meantKey(key: string): ConfigKey | null {
  const word = key.replaceAll(/[\s-]/g, '_');
  const other = OTHER_WORDS.get(word);
  if (other !== undefined) return other;
  const [near] = closest(word, CONFIG_KEYS, 1);
  return CONFIG_KEYS.find((known) => known === near) ?? null;
}

/**
 * A key as it may be shown: in quotes, or not at all where it may be the rest of a token, password or link that was
 * broken into two lines. Such a rest has digits, or capitals in the middle, or nothing behind its `=`.
 */
export function shownKey({ written, value }: ConfigLine): string | null {
  const isWords =
    /^(?:[A-Z]?[a-z]{1,16}|[A-Z]{1,16})(?:[ _-](?:[A-Z]?[a-z]{1,16}|[A-Z]{1,16})){0,3}$/;
  return value !== '' && isWords.test(written) ? `"${written}"` : null;
}
