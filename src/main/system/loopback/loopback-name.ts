/** A name of this machine that no other machine's DNS can give out, with any port: a tunnel's is not ours. */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a Host header names this machine. A page elsewhere whose name was made to point here (DNS rebinding)
 * sends its own.
 */
export function isLoopbackHost(host: string | undefined): host is string {
  return host !== undefined && LOOPBACK_HOST.test(host);
}

/** Whether an Origin header is that of a page of ours, seen at this Host. */
export function isOwnOrigin(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
