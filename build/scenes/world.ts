import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { startServer } from '../../e2e/fixtures/browser-app.ts';
import { BrowsePage } from '../../e2e/pages/browse-page.ts';
import { ConnectPage } from '../../e2e/pages/connect-page.ts';
import { DownloadsPage } from '../../e2e/pages/downloads-page.ts';

/** Slow enough that a queue can be seen at work, in bytes a second. */
const DEMO_BYTES_PER_SECOND = 8_000_000;
/** Enough for a listing or an epoch on a busy machine. */
export const TIMEOUT_MS = 120_000;

/** An app over a demo, in the state that its scenes begin with. */
export interface World {
  readonly demo: DemoServer;
  /** Of the page. */
  readonly address: string;
  /** The output folder. */
  readonly out: string;
  /** Kills the app's server. */
  killServer(): Promise<void>;
  end(): Promise<void>;
}

/** Brings each world about, from a page that shows an app without a connection. */
const PREPARE = {
  disconnected: async () => undefined,
  connected: connect,
  /** A queue that was paused in the middle, with failed files and files without a hash. */
  paused: async (page: Page, world: World) => {
    failSomeFiles(world);
    await download(page, world);
    const downloads = new DownloadsPage(page);
    await expect(downloads.filter(/^Done/)).toHaveText(/^Done [1-9]\d/, { timeout: TIMEOUT_MS });
    await downloads.button('Pause all').click();
    await expect(downloads.heading.first()).toHaveText(/Paused/);
    world.demo.faults.clear();
  },
  finished: async (page: Page, world: World) => {
    await download(page, world);
    await finish(page);
  },
  failed: async (page: Page, world: World) => {
    failSomeFiles(world);
    await download(page, world);
    await finish(page);
  },
} as const;

export type WorldName = keyof typeof PREPARE;

/** Starts an app over a demo, and brings it into a state. */
export async function openWorld(browser: Browser, name: WorldName): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), 'vast-'));
  const out = join(home, 'vast-pilot');
  const demo = await startDemoServer({
    survey: 'standard',
    scale: 2,
    bytesPerSecond: DEMO_BYTES_PER_SECOND,
  });
  const env = { VAST_DROPBOX_ENDPOINT: demo.endpoint, VAST_DATA_DIR: out };
  const server = await startServer({ home, env });
  let isUp = true;
  const world: World = {
    demo,
    address: server.address,
    out,
    async killServer() {
      if (isUp) await server.end('SIGKILL');
      isUp = false;
    },
    async end() {
      await world.killServer();
      await demo.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  const page = await browser.newPage();
  try {
    await page.goto(world.address);
    await PREPARE[name](page, world);
  } catch (error) {
    await world.end();
    throw error;
  } finally {
    await page.close();
  }
  return world;
}

async function connect(page: Page, { demo }: World): Promise<void> {
  await new ConnectPage(page).connect(demo);
  await expect(page.getByTitle('Where this listing is from')).toHaveText(/isted on /, {
    timeout: TIMEOUT_MS,
  });
}

async function download(page: Page, world: World): Promise<void> {
  await connect(page, world);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
}

async function finish(page: Page): Promise<void> {
  const heading = new DownloadsPage(page).heading.first();
  await expect(heading).toHaveText(/^Finished/, { timeout: TIMEOUT_MS });
}

function failSomeFiles({ demo }: World): void {
  demo.faults.add({
    route: 'sharing/get_shared_link_file',
    times: 3,
    fault: { kind: 'api-error', tag: 'path/not_found' },
  });
  demo.faults.add({ path: '*islands*', fault: { kind: 'lie', contentHash: null } });
}
