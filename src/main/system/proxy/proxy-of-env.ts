import { AppError } from '#shared/errors/app-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The proxy in front of Dropbox. */
export interface EnvProxy {
  /** `http:`, `https:` or `socks5:`; '' where no variable sets one. */
  readonly url: string;
  /** Hosts that are called directly, as `NO_PROXY` lists them. */
  readonly noProxy: string;
  /** User name and password of a SOCKS proxy, decoded. */
  readonly account: { readonly username: string; readonly password: string } | null;
}

/**
 * Variables that set a proxy, the one that takes precedence first. Dropbox is called by https; `HTTP_PROXY` counts where no
 * other is set, because many users know only that one. An empty variable counts as not set.
 */
export const PROXY_NAMES: readonly string[] = [
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'http_proxy',
  'HTTP_PROXY',
];

/**
 * Reads the proxy of an environment. `socks5h:` becomes `socks5:`, because undici lets a SOCKS proxy resolve host names
 * either way.
 *
 * @throws AppError `bad-usage` for a proxy that can't be used; no value is quoted, because it may hold a password
 */
export function proxyOfEnv(env: Env): EnvProxy {
  const noProxy = env[firstFilled(env, ['no_proxy', 'NO_PROXY']) ?? ''] ?? '';
  const name = firstFilled(env, PROXY_NAMES);
  if (name === null) return { url: '', noProxy, account: null };
  const text = env[name]!.trim();
  // Many users omit the scheme: `proxy.example:3128` as a URL would have the scheme `proxy.example`.
  const [scheme = '', rest] = text.includes('://') ? text.split(/:\/\/(.*)/s, 2) : ['http', text];
  const kind = KINDS[scheme.toLowerCase()];
  if (kind === undefined) {
    throw new AppError(
      'bad-usage',
      `${name} names a kind of proxy that cannot be used. It has to start with http://, https://, socks5:// or socks5h://.`,
    );
  }
  const url = `${kind}://${rest}`;
  const parsed = URL.parse(url);
  if (parsed === null || parsed.hostname === '') {
    throw new AppError(
      'bad-usage',
      `The proxy in ${name} is not a URL. It should look like http://proxy.example:3128 or socks5://proxy.example:1080.`,
    );
  }
  return { url, noProxy, account: kind === 'socks5' ? accountOf(parsed) : null };
}

const KINDS: Readonly<Record<string, 'http' | 'https' | 'socks5'>> = {
  http: 'http',
  https: 'https',
  socks: 'socks5',
  socks5: 'socks5',
  socks5h: 'socks5',
};

function accountOf({ username, password }: URL): EnvProxy['account'] {
  return username === '' ? null : { username: decoded(username), password: decoded(password) };
}

/** A `%` that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The first variable with a value; null where all are empty or missing. */
function firstFilled(env: Env, names: readonly string[]): string | null {
  return names.find((name) => (env[name] ?? '').trim() !== '') ?? null;
}
