import type { StoreApi } from 'zustand/vanilla';
import type { AppContract } from '#shared/ipc/contract.ts';
import type { Client, Pipe } from '#shared/rpc/channel.ts';

/**
 * The state of the transport to main; in the desktop app always `open`. In `unknown` a server answers that has another
 * key. It accepts the page again once its new address was opened in another tab.
 */
export type LinkState = 'opening' | 'open' | 'lost' | 'unknown';

export interface Link {
  readonly state: LinkState;
  /** How often the page has reconnected to a main, perhaps another one. After each time, ask again for what is shown. */
  readonly reconnections: number;
}

/** All that the renderer has: main's calls and events, and whether main can be reached. */
export interface Api extends Pick<Client<AppContract>, 'call' | 'on'> {
  readonly link: StoreApi<Link>;
}

/** What the preload adds to the window of the desktop app. */
export interface Bridge extends Pipe {}

/** Calls `listener` whenever the page has reconnected to a main. @returns a function that ends the subscription */
export function onReconnected({ link }: Pick<Api, 'link'>, listener: () => void): () => void {
  return link.subscribe(({ reconnections }, before) => {
    if (reconnections > before.reconnections) listener();
  });
}
