import { appCalls, appEvents } from './app.ts';
import { catalogueCalls, catalogueEvents } from './catalogue.ts';
import { connectionCalls, connectionEvents } from './connection.ts';
import { curvesCalls } from './curves.ts';
import { cutoutsCalls, cutoutsEvents } from './cutouts.ts';
import { dialogsCalls } from './dialogs.ts';
import { downloadsCalls, downloadsEvents } from './downloads.ts';
import { headersCalls } from './headers.ts';
import { imagesCalls } from './images.ts';
import { libraryCalls, libraryEvents } from './library.ts';
import { planCalls } from './plan.ts';
import { sampCalls, sampEvents } from './samp.ts';
import { selectionsCalls } from './selections.ts';
import { settingsCalls, settingsEvents } from './settings.ts';
import { sourcesCalls, sourcesEvents } from './sources.ts';
import { tablesCalls } from './tables.ts';

/** Every call that a page can make: its name with the schemas of its input and output. */
export const CALLS = {
  ...appCalls,
  ...connectionCalls,
  ...catalogueCalls,
  ...planCalls,
  ...selectionsCalls,
  ...sourcesCalls,
  ...downloadsCalls,
  ...headersCalls,
  ...cutoutsCalls,
  ...curvesCalls,
  ...tablesCalls,
  ...libraryCalls,
  ...imagesCalls,
  ...sampCalls,
  ...settingsCalls,
  ...dialogsCalls,
};

/** Every event that a page can receive: its name with the schema of its payload. */
export const EVENTS = {
  ...appEvents,
  ...connectionEvents,
  ...catalogueEvents,
  ...downloadsEvents,
  ...cutoutsEvents,
  ...libraryEvents,
  ...sampEvents,
  ...settingsEvents,
  ...sourcesEvents,
};
