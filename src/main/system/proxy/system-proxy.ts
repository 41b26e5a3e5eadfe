import { PROXY_NAMES } from './proxy-of-env.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Adds the system's proxy to an environment that names none: a proxy that was set for this program takes precedence.
 */
export function withSystemProxy(env: Env, systemProxy: string | null): Env {
  if (systemProxy === null || PROXY_NAMES.some((name) => (env[name] ?? '') !== '')) return env;
  return { ...env, https_proxy: systemProxy };
}
