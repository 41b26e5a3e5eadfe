import type { Page } from '@playwright/test';
import { SourcesPage } from '../../e2e/pages/sources-page.ts';
import type { Scenes } from './scene.ts';

/** Pulsars, flare stars and radio galaxies in and around the survey, and rows that cannot be read. */
const TABLE = `name,ra,dec
PSR J2129-0429,21:29:45.06,-04:29:06.8
PSR J2039-5617,20:39:34.97,-56:17:09.3
PSR J2144-5237,21:44:35.65,-52:37:07.5
PSR J0255-5304,02:55:56.29,-53:04:21.3
PSR J0418-4154,04:18:03.70,-41:54:15.0
PSR J1743-3153,17:43:15.57,-31:53:05.2
PSR B0919+06,09:22:14.02,+06:38:23.3
PSR J1022+1001,10:22:57.99,+10:01:52.8
Sgr A*,17:45:40.04,-29:00:28.1
UV Ceti,01:39:01.54,-17:57:01.8
CR Draconis,16:17:05.39,+55:16:09.1
SCR J0533-4257,05:33:28.00,-42:57:20.0
3C 273,12:29:06.70,+02:03:08.6
3C 48,01:37:41.30,+33:09:35.1
Fornax A,03:22:41.72,-37:12:29.6
HD 32595,05:04:38.60,+13:15:01.0
V1358 Ori,06:19:08.06,-03:26:20.4
in 0012+00,00:13:20.1,+00:31:10
in 0127-06,01:28:14.9,-05:58:40
in 1237+00,12:38:02.2,+00:12:31
no position,,
too far,25:00:00,-10:00:00
`;

/** Drops a table of sources on the view. */
export const showTable = async (page: Page): Promise<void> => {
  const sources = new SourcesPage(page);
  await sources.drop('transients.csv', TABLE);
  await sources.row(/^PSR J2129-0429/).waitFor();
};

export const SOURCES_SCENES: Scenes = {
  'sources-none': { world: 'connected', view: 'Sources', alone: true },
  sources: {
    world: 'finished',
    view: 'Sources',
    alone: true,
    act: async (page) => {
      await showTable(page);
      await new SourcesPage(page).filter(/^Observed/).click();
      await new SourcesPage(page).row(/^in 0012/).click();
      for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    },
  },
  'sources-not-read': {
    world: 'connected',
    view: 'Sources',
    alone: true,
    act: async (page) => {
      await showTable(page);
      await new SourcesPage(page).filter(/^Not read/).click();
    },
  },
  'sources-saving': {
    world: 'connected',
    view: 'Sources',
    alone: true,
    act: async (page) => {
      await showTable(page);
      await page.getByRole('button', { name: 'Save table…' }).click();
      await page.getByText(/^vast-tools 1/).click();
    },
  },
  'sources-pasting': {
    world: 'connected',
    view: 'Sources',
    alone: true,
    act: async (page) => {
      await page.getByRole('button', { name: 'Paste positions…' }).first().click();
      await page.getByLabel('Positions', { exact: true }).fill('Crab\nVela');
      await page.getByRole('button', { name: 'Find fields' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
};
