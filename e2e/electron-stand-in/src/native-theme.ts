import { emitterOf } from './emitter.ts';
import type { ColorScheme, Page } from './page.ts';

type ThemeSource = 'system' | 'light' | 'dark';

const pages = new Set<Page>();

/** The system here is light; a theme of the app's own is emulated in its pages. */
class NativeTheme extends emitterOf('nativeTheme', { emitted: 'updated' }) {
  #source: ThemeSource = 'system';
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;

  get themeSource(): ThemeSource {
    return this.#source;
  }

  set themeSource(source: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`'${source}' is no theme source`);
    if (source === this.#source) return;
    this.#source = source;
    for (const page of pages) void page.setColorScheme(colorScheme());
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme = new NativeTheme();

/** The theme that pages prefer; '' leaves it to the system and to Playwright's own emulation. */
export function colorScheme(): ColorScheme {
  return nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource;
}

/**
 * Keeps a page in the app's theme. When Playwright attaches to a new page, it resets the emulated media. The only sign of
 * that is the JavaScript world that it creates in the page. So the theme is set again when that world appears, as long
 * as the first document lasts. Later a spec's own `page.emulateMedia` wins.
 */
export function themePage(page: Page): void {
  pages.add(page);
  let again = true;
  const repeat = () => {
    if (again && colorScheme() !== '') void page.setColorScheme(colorScheme());
  };
  page.session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name.startsWith('__playwright_utility_world')) repeat();
  });
  page.on('dom-ready', repeat);
  page.once('load', () => {
    repeat();
    again = false;
  });
  page.once('closed', () => pages.delete(page));
}
