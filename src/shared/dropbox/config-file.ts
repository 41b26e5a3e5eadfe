import { AppError } from '../errors/app-error.ts';
import { CONFIG_KEYS, type ConfigKey, meantKey, shownKey } from './config-keys.ts';
import { type ConfigLine, readSection } from './config-lines.ts';
import type { Credentials } from './credentials.ts';
import { passwordWarning } from './password-form.ts';
import { cleanLink, sharedLinkKind } from './shared-link.ts';

const SECTION = 'dropbox';

export interface ConfigFile {
  readonly credentials: Credentials;
  /** What was read otherwise than its writer may have meant; sentences for the user, without any value. */
  readonly warnings: readonly string[];
}

export interface ConfigFileOptions {
  /** The file, as the user knows it. */
  readonly name: string;
  /** Whether a link to this machine will do: only where an endpoint on this machine is used. @default false */
  readonly allowLoopback?: boolean;
}

/** What is written into a new config file, with the words of the one that it replaces. */
export function configTemplate(): string {
  return [
    '# Fill in the three values; no quotes are needed.',
    '# Instead of an access token, which lives for about four hours, a refresh token and',
    '# the key of the app that it was made for will do: refresh_token = …, app_key = …',
    `[${SECTION}]`,
    'shared_url = ENTER_URL',
    'password = ENTER_PASSWORD',
    'access_token = ENTER_ACCESS_TOKEN',
    '',
  ].join('\n');
}

/**
 * Reads the credentials from a config file. Anything that would make the first call to Dropbox fail is found here,
 * before a call is made: wrong passwords that are tried again and again lock the link for everyone.
 *
 * @throws AppError `bad-config`, which names the file, the line and the key, and never a value
 */
export function parseConfigFile(text: string, options: ConfigFileOptions): ConfigFile {
  const { name } = options;
  const lines = readSection(text, SECTION, name);
  const unknown = lines.filter(({ key }) => !(CONFIG_KEYS as readonly string[]).includes(key));
  const warnings: string[] = [];
  const settings = collect(lines, name, warnings);
  for (const line of unknown) warnings.push(`${name}, ${tellUnknown(line, settings)}`);
  try {
    return { credentials: credentialsOf(settings, unknown, options, warnings), warnings };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Otherwise the user would meet the other mistakes only in the next run.
    const others = unknown.filter(({ line }) => !error.message.includes(`line ${line}`));
    const also = others.map((line) => ` Also, ${tellUnknown(line, settings)}`);
    throw new AppError(error.code, error.message + also.join(''));
  }
}

function credentialsOf(
  settings: ReadonlyMap<ConfigKey, ConfigLine>,
  unknown: readonly ConfigLine[],
  options: ConfigFileOptions,
  warnings: string[],
): Credentials {
  const { name } = options;
  const missing = (key: ConfigKey): AppError => {
    const setting = settings.get(key);
    return setting === undefined
      ? missingKey(key, name, unknown)
      : new AppError('bad-config', `${name}, line ${setting.line}: ${key} has no value.`);
  };
  const sharedUrl = settings.get('shared_url');
  if (sharedUrl === undefined || sharedUrl.value === '') throw missing('shared_url');
  const link = cleanLink(sharedUrl.value);
  checkLink(link.url, sharedUrl.line, options);
  if (link.changes.length > 0) {
    warnings.push(
      `${name}, line ${sharedUrl.line}: shared_url is used without ${link.changes.join(' and ')}.`,
    );
  }
  const password = settings.get('password');
  if (password === undefined) throw missing('password');
  if (password.value === '') {
    warnings.push(
      `${name}, line ${password.line}: the password is empty; the link is tried without.`,
    );
  }
  const ofForm = passwordWarning(password.value);
  if (ofForm !== null) warnings.push(`${name}, line ${password.line}: ${ofForm}`);
  const accessToken = token(settings, 'access_token', name);
  const refreshToken = token(settings, 'refresh_token', name);
  const appKey = token(settings, 'app_key', name);
  if (accessToken === null && refreshToken === null) throw missing('access_token');
  if (refreshToken !== null && appKey === null) {
    const what = 'refresh_token works only together with the app_key that it was made for';
    if (accessToken === null) {
      throw new AppError('bad-config', `${name}: ${what}; add app_key.`);
    }
    warnings.push(`${name}: ${what}; without it only access_token is used.`);
  }
  return {
    sharedUrl: link.url,
    password: password.value,
    accessToken,
    refreshToken,
    appKey,
  };
}

function collect(
  lines: readonly ConfigLine[],
  name: string,
  warnings: string[],
): ReadonlyMap<ConfigKey, ConfigLine> {
  const settings = new Map<ConfigKey, ConfigLine>();
  for (const entry of lines) {
    const key = CONFIG_KEYS.find((known) => known === entry.key);
    if (key === undefined) continue;
    const before = settings.get(key);
    if (before !== undefined) {
      throw new AppError(
        'bad-config',
        `${name}: ${key} is set twice, in lines ${before.line} and ${entry.line}. Keep one.`,
      );
    }
    const value = unquote(entry, key, name, warnings);
    if (/^ENTER_[A-Z_]+$/i.test(value)) {
      throw new AppError(
        'bad-config',
        `${name}, line ${entry.line}: ${key} still holds the template's ${value.toUpperCase()}. Put the real value there.`,
      );
    }
    settings.set(key, { ...entry, value });
  }
  return settings;
}

const QUOTES = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
]);

function unquote(
  { value, line }: ConfigLine,
  key: ConfigKey,
  name: string,
  warnings: string[],
): string {
  const closing = QUOTES.get(value[0] ?? '');
  if (closing === undefined || value.length < 2 || !value.endsWith(closing)) return value;
  warnings.push(
    `${name}, line ${line}: the quotes around ${key} were left out; none are needed. If they belong to the value, write them twice.`,
  );
  return value.slice(1, -1);
}

/** What a line that sets nothing known may have been meant for, unless that is set elsewhere. */
function tellUnknown(line: ConfigLine, settings: ReadonlyMap<ConfigKey, ConfigLine>): string {
  const shown = shownKey(line);
  const what = shown === null ? 'this is' : `${shown} is`;
  const meant = meantKey(line.key);
  const advice =
    meant === null || settings.has(meant)
      ? `Known are ${CONFIG_KEYS.join(', ')}.`
      : `Did you mean ${meant}?`;
  return `line ${line.line}: ${what} not a setting of this file, and is left out. ${advice}`;
}

function missingKey(key: ConfigKey, name: string, unknown: readonly ConfigLine[]): AppError {
  const typo = unknown.find((line) => meantKey(line.key) === key);
  const shown = typo === undefined ? null : shownKey(typo);
  const hint =
    typo === undefined || shown === null ? '' : ` Is ${shown} in line ${typo.line} meant for it?`;
  return new AppError(
    'bad-config',
    `${name}: ${key} is missing from the section [${SECTION}].${hint}`,
  );
}

/** Tokens and keys go into a header, where a stray character would be an error that nobody understands. */
function token(
  settings: ReadonlyMap<ConfigKey, ConfigLine>,
  key: ConfigKey,
  name: string,
): string | null {
  const setting = settings.get(key);
  if (setting === undefined || setting.value === '') return null;
  if (/[^\x21-\x7E]/.test(setting.value)) {
    throw new AppError(
      'bad-config',
      `${name}, line ${setting.line}: ${key} holds a space or another character that cannot belong to it. Copy it again.`,
    );
  }
  return setting.value;
}

function checkLink(url: string, line: number, { name, allowLoopback = false }: ConfigFileOptions) {
  const kind = sharedLinkKind(url);
  if (kind === 'folder' || (kind === 'loopback' && allowLoopback)) return;
  throw new AppError(
    'bad-config',
    `${name}, line ${line}: shared_url ${WHY_NOT[kind]}. It should look like https://www.dropbox.com/sh/… or https://www.dropbox.com/scl/fo/….`,
  );
}

const WHY_NOT = {
  loopback: 'leads to this machine, which works only together with VAST_DROPBOX_ENDPOINT',
  file: 'leads to a single file, not to the folder of the survey',
  'own-page': 'is not a shared link but a page of the Dropbox web site',
  'not-dropbox': 'does not lead to www.dropbox.com by https',
  'not-a-link': 'is not a link',
} as const;
