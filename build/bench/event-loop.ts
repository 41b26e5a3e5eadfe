/**
 * For how long the app's main thread is held, from its start to the survey on view and then while six files download:
 * the app as `vast-pilot serve` runs it, over the demo's survey, asked through its socket as a page asks.
 *   node build/bench/event-loop.ts [SECONDS] [--cpu-prof=FOLDER]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { startDemoServer } from '#demo/demo-server.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';

interface Held {
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly cpuSeconds: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'cpu-prof': { type: 'string' } },
});
const seconds = Number(positionals[0] ?? 20);
const root = join(import.meta.dirname, '..', '..');
const home = mkdtempSync(join(tmpdir(), 'vast-pilot-loop-'));
const demo = await startDemoServer({ survey: 'standard' });

const profile = values['cpu-prof'];
const server = spawn(
  process.execPath,
  [
    ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
    `--import=${pathToFileURL(join(import.meta.dirname, 'event-loop-hook.mjs')).href}`,
    join(root, 'build', 'vast-pilot.mjs'),
    'serve',
    '--port=0',
  ],
  {
    env: {
      ...process.env,
      HOME: home,
      VAST_PILOT_HOME: home,
      VAST_DATA_DIR: join(home, 'data'),
      VAST_DROPBOX_ENDPOINT: demo.endpoint,
    },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  },
);

async function held(): Promise<Held> {
  server.send('how long?');
  const [answer] = (await once(server, 'message')) as [Held];
  return answer;
}

/** As a browser: the token for a cookie, the cookie for a socket. */
async function clientAt(address: string): Promise<Client<AppContract>> {
  const page = await fetch(address, { redirect: 'manual' });
  const cookie = page.headers.get('set-cookie')!.split(';', 1)[0]!;
  const { origin, host } = new URL(address);
  const socket = new WebSocket(`ws://${host}/socket`, { origin, headers: { cookie } });
  socket.binaryType = 'arraybuffer';
  await once(socket, 'open');
  return connect<AppContract>({
    post: (message) => socket.send(encodeMessage(message)),
    onMessage: (listener) =>
      socket.on('message', (data) => listener(decodeMessage(data as ArrayBuffer))),
  });
}

function tell(what: string, { p99Ms, maxMs, cpuSeconds }: Held): void {
  process.stdout.write(
    `${what}: p99 ${p99Ms.toFixed(1)} ms, worst ${maxMs.toFixed(1)} ms; CPU of all threads ${cpuSeconds.toFixed(1)} s\n`,
  );
}

const [address] = (await once(server.stdout!.setEncoding('utf8'), 'data')) as [string];
const client = await clientAt(address.trim());
const { sharedUrl, password, accessToken } = demo;
const listed = new Promise<void>((resolve) => {
  client.on('catalogue.changed', ({ value }) => {
    if (value.source === 'crawled' && value.crawl === null) resolve();
  });
});
tell('start', await held());
await client.call('catalogue.get', null);
tell('built-in listing', await held());
await client.call('connection.connect', { sharedUrl, password, accessToken, remember: false });
await listed;
tell('connecting and listing', await held());
await client.call('settings.set', { parallel: 6 });
const { revision, value } = await client.call('catalogue.get', null);
tell('listing to the page', await held());
const { words } = bitsetWhere(value.length, () => true);
await client.call('downloads.add', { catalogueRevision: revision, words });
tell(`${value.length} files queued`, await held());
for (let second = 0; second < seconds; second += 1) {
  await client.call('downloads.rows', { filter: 'all', search: '', offset: 0, limit: 100 });
  await wait(1_000);
}
tell(`six downloads, ${seconds} s`, await held());
const { totals } = await client.call('downloads.get', null);
process.stdout.write(`${totals.done.files} files done, ${totals.failed.files} failed\n`);
server.kill('SIGTERM');
await once(server, 'exit');
await demo.close();
rmSync(home, { recursive: true, force: true });
process.exit(0);
