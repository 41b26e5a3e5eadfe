import { createStore } from 'zustand/vanilla';
import type { AppContract } from '#shared/ipc/contract.ts';
import { connect, type Pipe } from '#shared/rpc/channel.ts';
import type { Api, Bridge, Link } from './api.ts';
import { openSocketLink } from './socket-link.ts';

/** Main over the preload's bridge, or over the server's socket if there is no bridge. */
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

function apiOverPipe(pipe: Pipe): Api {
  const client = connect<AppContract>(pipe);
  return { ...client, link: createStore<Link>(() => ({ state: 'open', reconnections: 0 })) };
}
