/**
 * The proxy to go through as a URL, of an answer as proxy scripts give it: `PROXY host:port; DIRECT`, the best first.
 * Null where the best is none. `SOCKS` and `SOCKS4` mean version 4, which calls can't go through: the next entry counts.
 */
export function proxyOf(answer: string): string | null {
  for (const entry of answer.split(';')) {
    const [kind = '', place = ''] = entry.trim().split(/\s+/, 2);
    switch (kind.toUpperCase()) {
      case 'PROXY':
        return place === '' ? null : `http://${place}`;
      case 'HTTPS':
        return place === '' ? null : `https://${place}`;
      case 'SOCKS5':
        return place === '' ? null : `socks5://${place}`;
      case 'DIRECT':
        return null;
      default:
    }
  }
  return null;
}
