import type { StoreApi } from 'zustand/vanilla';
import type { AppContract } from '#shared/ipc/contract.ts';
import type { Client, Pipe } from '#shared/rpc/channel.ts';

/**
 * How the page stands with main: in the desktop app always `open`. `unknown` is lost, too: the server that answers there
 * now has another key. It may let the page in later, when its address was opened in another tab.
 */
export type LinkState = 'opening' | 'open' | 'lost' | 'unknown';

export interface Link {
  readonly state: LinkState;
  /** How often the page has come back to a main, maybe another one. What was asked before is to be asked again. */
  readonly reconnections: number;
}

/** What the renderer knows of the world: main's calls and events, and whether main can be reached. */
export interface Api extends Pick<Client<AppContract>, 'call' | 'on'> {
  readonly link: StoreApi<Link>;
}

/** What the preload puts into the window of the desktop app. */
export interface Bridge extends Pipe {}

/** @returns what ends the subscription to `listener`, which is called whenever the page has come back to a main */
export function onReconnected({ link }: Pick<Api, 'link'>, listener: () => void): () => void {
  return link.subscribe(({ reconnections }, before) => {
    if (reconnections > before.reconnections) listener();
  });
}
