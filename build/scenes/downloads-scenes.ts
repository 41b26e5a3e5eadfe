import type { Page } from '@playwright/test';
import type { Failure } from '#shared/downloads/job.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { DownloadsPage } from '../../e2e/pages/downloads-page.ts';
import type { Altered } from './altered-answers.ts';
import type { Scene, Scenes } from './scene.ts';
import type { WorldName } from './world.ts';

/** Long enough for a curve in the rate. */
const WATCHED_MS = 3_500;
const FAILURE = {
  code: 'network',
  message: 'api.dropboxapi.com can’t be reached: no network.',
} as const;

/** @param change takes the current time, so that a countdown always shows the same */
const queueIs = (change: (nowMs: number) => Partial<QueueSnapshot>): Altered => ({
  'downloads.get': (snapshot) => ({ ...snapshot, ...change(Date.now()) }),
});

const halted = (by: 'auth' | 'disk' | 'outage', failure: Failure): Altered =>
  queueIs(() => ({ phase: { kind: 'halted', by, failure } }));

const selectRow = (page: Page) => page.getByRole('row').nth(4).click();

async function selectSeveral(page: Page): Promise<void> {
  const rows = page.getByRole('row');
  await rows.nth(2).click();
  await rows.nth(6).click({ modifiers: ['Shift'] });
}

const queue = (world: WorldName, altered: Altered = {}): Scene => ({
  world,
  view: 'Downloads',
  altered,
  act: selectRow,
});

/** A resumed queue, which downloads from the demo. */
const resumed = (then: (page: Page) => Promise<unknown>, isSilent: boolean): Scene => ({
  world: 'paused',
  view: 'Downloads',
  alone: true,
  act: async (page, { demo }) => {
    if (isSilent) demo.faults.add({ fault: { kind: 'silence' } });
    await new DownloadsPage(page).button('Resume all').click();
    await then(page);
    await selectRow(page);
  },
});

export const DOWNLOADS_SCENES: Scenes = {
  'downloads-empty': { world: 'connected', view: 'Downloads' },
  'downloads-running': resumed((page) => page.waitForTimeout(WATCHED_MS), false),
  'downloads-stalled': resumed(
    (page) => page.getByRole('heading', { name: 'Stalled' }).waitFor(),
    true,
  ),
  'downloads-paused': queue('paused'),
  'downloads-waiting': queue(
    'paused',
    queueIs((nowMs) => ({
      phase: { kind: 'running' },
      waitingForDropboxUntilMs: nowMs + 240_000,
    })),
  ),
  'downloads-resting': queue(
    'paused',
    queueIs((nowMs) => ({
      phase: { kind: 'resting', untilMs: nowMs + 95_000, failure: FAILURE },
    })),
  ),
  'downloads-auth': queue(
    'paused',
    halted('auth', {
      code: 'sign-in-expired',
      message: 'The access token has expired. Connect again; then the queue continues.',
    }),
  ),
  'downloads-disk': queue(
    'paused',
    halted('disk', {
      code: 'disk-full',
      message:
        'The disk of /data/vast is full: 1.2 GB free, 734 MB needed and 1 GB kept in reserve. Free some space.',
    }),
  ),
  'downloads-outage': queue('paused', halted('outage', FAILURE)),
  'downloads-budget': queue(
    'paused',
    queueIs((nowMs) => ({ budgetUsedUpUntilMs: nowMs + 11_520_000 })),
  ),
  'downloads-finished': queue('finished'),
  'downloads-failed': queue('failed'),
  'downloads-all-chosen': {
    world: 'paused',
    view: 'Downloads',
    act: async (page) => {
      await page.getByRole('row').nth(2).click();
      await page.keyboard.press('Control+a');
      await page.getByRole('region', { name: 'Selected files' }).waitFor();
    },
  },
  'downloads-several': {
    world: 'paused',
    view: 'Downloads',
    alone: true,
    act: async (page) => {
      await selectSeveral(page);
      await page.keyboard.press('Delete');
      await selectSeveral(page);
    },
  },
};
