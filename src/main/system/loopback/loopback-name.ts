/** A name of this machine that no DNS server can assign, with any port: a tunnel's port differs from ours. */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a Host header names this machine. A foreign page whose name resolves to this machine (DNS
 * rebinding) sends its own name.
 */
export function isLoopbackHost(host: string | undefined): host is string {
  return host !== undefined && LOOPBACK_HOST.test(host);
}

/** Whether an Origin header belongs to our page at this Host. */
export function isOwnOrigin(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
