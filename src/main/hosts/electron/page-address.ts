/** The scheme of the app's own pages, known to no other program. */
export const PAGE_SCHEME = 'app';

const PAGE_HOST = 'vast-pilot';

/** The page that the window shows. */
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** Whether an address is one of the app's own pages. `origin` would be `null` for every scheme that Node doesn't know. */
export function isOurPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${PAGE_SCHEME}:` && parsed.host === PAGE_HOST;
}
