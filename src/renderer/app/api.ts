import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppContract } from '#shared/ipc/contract.ts';
import { type Client, connect, type Pipe } from '#shared/rpc/channel.ts';
import { openSocketLink } from './socket-link.ts';

/**
 * How the page stands with main: in the desktop app always `open`. `unknown` is lost, too, and will stay so: who answers
 * there now was started anew, and gives its pages another address.
 */
export type LinkState = 'opening' | 'open' | 'lost' | 'unknown';

/** What the renderer knows of the world: main's calls and events, and whether main can be reached. */
export interface Api extends Pick<Client<AppContract>, 'call' | 'on'> {
  readonly link: StoreApi<{ readonly state: LinkState }>;
}

/** What the preload puts into the window of the desktop app. */
export interface Bridge extends Pipe {}

/** Main over the preload's bridge, or over the server's socket where there is no bridge. */
export function openApi(page: {
  readonly vastPilot?: Bridge;
  readonly location: Pick<Location, 'protocol' | 'host'>;
}): Api {
  if (page.vastPilot !== undefined) return apiOverPipe(page.vastPilot);
  const scheme = page.location.protocol === 'https:' ? 'wss' : 'ws';
  const { protocol, host } = page.location;
  return openSocketLink(`${scheme}://${host}/socket`, () => isUnknownTo(`${protocol}//${host}/`));
}

async function isUnknownTo(address: string): Promise<boolean> {
  const { status } = await fetch(address, { method: 'HEAD', cache: 'no-store' });
  return status === 403;
}

export function apiOverPipe(pipe: Pipe): Api {
  const client = connect<AppContract>(pipe);
  return { ...client, link: createStore(() => ({ state: 'open' as const })) };
}
