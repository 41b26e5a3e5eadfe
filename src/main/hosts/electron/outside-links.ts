/** Hosts whose pages the app may open in the user's own browser. */
const HOSTS: ReadonlySet<string> = new Set([
  'dropbox.com',
  'www.dropbox.com',
  'vast-survey.org',
  'www.vast-survey.org',
  'github.com',
]);

/**
 * Whether an address may be opened in the user's browser.
 *
 * @param endpoint the loopback server that stands for Dropbox, where one is set; its pages may be opened, too
 */
export function mayOpenOutside(url: string, endpoint: string | null): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false;
  if (endpoint !== null && parsed.origin === URL.parse(endpoint)?.origin) {
    return parsed.protocol === 'http:' || parsed.protocol === 'https:';
  }
  return parsed.protocol === 'https:' && parsed.port === '' && HOSTS.has(parsed.hostname);
}
