type Env = Readonly<Record<string, string | undefined>>;

/**
 * An environment that leads through the proxy that the system has set, unless it names one of its own: whoever starts
 * a program with a proxy means that one.
 */
export function withSystemProxy(env: Env, systemProxy: string | null): Env {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
  if (systemProxy === null || names.some((name) => (env[name] ?? '') !== '')) return env;
  return { ...env, https_proxy: systemProxy };
}
