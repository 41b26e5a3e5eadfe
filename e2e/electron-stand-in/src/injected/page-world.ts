import type { BridgeEnd } from './bridge-end.ts';
import type { WorldFacts } from './wire.ts';

/**
 * The page's own world before any script of the page: the bridge's end on this side, and a `window.open` that the
 * app's window-open handler hears of. Every window that a page asks for is denied, so it gives `null`.
 * Injected by its source.
 */
export function enterPageWorld(
  facts: WorldFacts,
  createBridgeEnd: (outgoing: string, incoming: string) => BridgeEnd,
): void {
  if (window.top !== window) return;
  const bridge = createBridgeEnd(facts.toPreload, facts.toPage);
  const openHere = window.open.bind(window);

  window.open = (url = '', target = '_blank', features = '') => {
    if (target === '_self' || target === '_top' || target === '_parent')
      return openHere(url, target, features);
    const address = url === '' ? 'about:blank' : new URL(url, document.baseURI).href;
    bridge.call(1, [address, target === '_blank' ? '' : target, features]);
    return null;
  };
}
