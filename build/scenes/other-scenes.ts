import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LibraryPage } from '../../e2e/pages/library-page.ts';
import type { Scene, Scenes } from './scene.ts';

const SETTINGS: Scene = { world: 'connected', view: 'Settings' };

const verification = (page: Page) => new LibraryPage(page).show('Verification');

async function coverageOf(page: Page): Promise<void> {
  await new LibraryPage(page).show('Coverage');
  await page.getByRole('grid', { name: 'Files by field and epoch' }).focus();
}

/** Damages the download, and verifies it. */
async function findProblems(
  page: Page,
  files: readonly { readonly path: string }[],
  out: string,
): Promise<void> {
  const paths = files.flatMap(({ path }) => (path.startsWith('/EPOCH01/') ? [path] : []));
  const [damaged = '', missing = ''] = paths;
  writeFileSync(join(out, damaged), 'damaged');
  rmSync(join(out, missing));
  writeFileSync(join(out, 'EPOCH01', 'notes.txt'), 'mine');
  await new LibraryPage(page).verify();
  await page.getByRole('table').waitFor();
}

export const LIBRARY_SCENES: Scenes = {
  library: { world: 'connected', view: 'Library', act: (page) => verification(page) },
  'library-coverage': {
    world: 'finished',
    view: 'Library',
    act: async (page) => {
      await coverageOf(page);
      for (const key of ['ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Space']) {
        await page.keyboard.press(key);
      }
    },
  },
  'library-coverage-products': {
    world: 'finished',
    view: 'Library',
    act: async (page) => {
      await coverageOf(page);
      await page.getByRole('checkbox', { name: 'Split by product' }).check();
    },
  },
  'library-new': {
    world: 'connected',
    view: 'Library',
    act: async (page) => {
      await new LibraryPage(page).show('What is new');
      await page.getByText(/since the/).waitFor();
    },
  },
  'library-checking': {
    world: 'connected',
    view: 'Library',
    act: (page) => verification(page),
    altered: {
      'library.get': ({ revision }) => ({
        revision,
        value: {
          kind: 'checking',
          scope: 'everything',
          progress: {
            filesDone: 3_210,
            filesTotal: 8_026,
            bytesDone: 1.6e12,
            bytesTotal: 4.1e12,
            bytesPerSecond: 1.21e9,
            etaSeconds: 2_066,
          },
        },
      }),
    },
  },
  'library-repaired': {
    world: 'finished',
    view: 'Library',
    alone: true,
    act: async (page, { demo, out }) => {
      await findProblems(page, await demo.files(), out);
      await page.getByRole('button', { name: /^Repair/ }).click();
      await page
        .getByText(/repaired, verified/i)
        .first()
        .waitFor();
    },
  },
  'library-found': {
    world: 'finished',
    view: 'Library',
    alone: true,
    act: async (page, { demo, out }) => {
      await findProblems(page, await demo.files(), out);
    },
  },
};

export const SETTINGS_SCENES: Scenes = {
  keys: {
    world: 'connected',
    view: 'Browse',
    act: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  settings: SETTINGS,
  'settings-parallel': {
    ...SETTINGS,
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Files at once' }).fill('12');
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  'settings-folders': {
    ...SETTINGS,
    altered: { 'app.info': (info) => ({ ...info, host: 'browser' }) },
    act: (page) => page.getByRole('button', { name: 'Change…' }).click(),
  },
};
