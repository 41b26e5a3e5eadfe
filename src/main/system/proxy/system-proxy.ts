type Env = Readonly<Record<string, string | undefined>>;

/**
 * Adds the system's proxy to an environment that names none: a proxy that was set for this program takes precedence.
 */
export function withSystemProxy(env: Env, systemProxy: string | null): Env {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
  if (systemProxy === null || names.some((name) => (env[name] ?? '') !== '')) return env;
  return { ...env, https_proxy: systemProxy };
}
