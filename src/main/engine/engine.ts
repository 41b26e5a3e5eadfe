import process from 'node:process';
import { appPaths } from '#main/system/paths/paths.ts';
import { isOnBattery } from '#main/system/power/power-source.ts';
import { type Clock, systemClock } from '#main/system/time/clock.ts';
import { allSteps } from '#shared/errors/all-steps.ts';
import { createImageHeaders } from './catalogue/header-store.ts';
import { createListings } from './catalogue/listings.ts';
import type { CurveCalls, CurveEvents } from './contract/curve-calls.ts';
import type { CutoutCalls, CutoutEvents } from './contract/cutout-calls.ts';
import type { DropboxCalls, DropboxEvents } from './contract/dropbox-calls.ts';
import type { HeaderCalls } from './contract/header-calls.ts';
import type { FileStateCalls } from './contract/file-state-calls.ts';
import type { JobCalls } from './contract/job-calls.ts';
import type { LifeCalls, LifeEvents } from './contract/life-calls.ts';
import type { ListingCalls } from './contract/listing-calls.ts';
import type { Emit, EngineFolders, HandlersOf } from './contract/part.ts';
import type { QueueCalls, QueueEvents } from './contract/queue-calls.ts';
import type { TableCalls } from './contract/table-calls.ts';
import type { VerifyCalls, VerifyEvents } from './contract/verify-calls.ts';
import { CurrentQueue } from './current-queue.ts';
import { CurrentWork } from './current-work.ts';
import { createCutoutCalls } from './cutouts/cutout-calls.ts';
import type { ImageDeps } from './cutouts/image-deps.ts';
import { createHeaderCalls } from './cutouts/header-calls.ts';
import { createDownloadLimits } from './download-limits.ts';
import { createDropboxCalls } from './dropbox-calls.ts';
import { createFileStateCalls } from './file-state-calls.ts';
import { createJobCalls } from './job-calls.ts';
import { createCurveCalls } from './lightcurve/curve-calls.ts';
import { createTableCalls } from './lightcurve/table-calls.ts';
import { createListingCalls } from './listing-calls.ts';
import { createQueueCalls } from './queue-calls.ts';
import { createVerifyCalls } from './verify-calls.ts';
import { createChecks } from './verify/verify-files.ts';
import { inWords, watchedCalls } from './watched-calls.ts';

/** The calls of every part. The contract follows from them: a part that has no handlers below is a compile error. */
export type EngineCalls = DropboxCalls &
  CutoutCalls &
  HeaderCalls &
  CurveCalls &
  TableCalls &
  FileStateCalls &
  ListingCalls &
  QueueCalls &
  JobCalls &
  VerifyCalls &
  LifeCalls;

/** The events of every part. */
export type EngineEvents = DropboxEvents &
  CutoutEvents &
  CurveEvents &
  QueueEvents &
  VerifyEvents &
  LifeEvents;

/**
 * The engine's calls. Runs in a worker thread, or in a test.
 *
 * @param lockClock the clock for watching the locks of other programs
 */
export function createEngine(
  folders: EngineFolders,
  emit: Emit<EngineEvents>,
  lockClock: Clock = systemClock,
): HandlersOf<EngineCalls> {
  const paths = appPaths({ VAST_PILOT_HOME: folders.home }, process.platform);
  const { home } = paths;
  let isTracing = false;
  const trace = (line: string): void => {
    if (isTracing) emit('trace', { line });
  };
  const work = new CurrentWork();
  const limits = createDownloadLimits(home, systemClock);
  const dropbox = createDropboxCalls({ limits, work, emit, trace });
  const { connected, connection } = dropbox;
  const listings = createListings(paths.catalogue, folders.listingsAfter);
  const current = new CurrentQueue({ paths, limits, work, lockClock, connection, emit });
  let reportedOnBattery: boolean | null = null;
  const checks = createChecks({
    catalogueOf: (catalogueId) => listings.catalogueOf(catalogueId),
    queueFileOf: (outputFolder) => paths.queueOf(outputFolder),
    onProgress: (progress) => emit('verify', progress),
    onBattery: () => reportedOnBattery ?? isOnBattery(),
  });
  const headers = createImageHeaders(paths.catalogue);
  const images: ImageDeps = {
    connection,
    work,
    limits,
    clock: systemClock,
    headersOf: (linkKey) => ({
      get: (path) => headers.get(linkKey, path),
      put: (path, header) => headers.put(linkKey, path, header),
      forget: (path) => headers.forget(linkKey, path),
    }),
  };
  const active = new Set<Promise<unknown>>();

  const handlers: HandlersOf<EngineCalls> = {
    ...dropbox.calls,
    ...createListingCalls({ listings, paths, work, connected, emit }),
    ...createQueueCalls(current, connected),
    ...createCutoutCalls({ ...images, own: new CurrentWork(), emit }),
    ...createHeaderCalls(images),
    ...createTableCalls(work),
    ...createCurveCalls({ ...images, own: new CurrentWork(), emit }),
    ...createJobCalls(current),
    ...createFileStateCalls({
      catalogueOf: (catalogueId) => listings.catalogueOf(catalogueId),
      current,
      checks,
    }),
    ...createVerifyCalls(checks, (onBattery) => {
      reportedOnBattery = onBattery;
    }),

    async setTracing({ on }) {
      isTracing = on;
      return null;
    },

    async pause() {
      work.stop();
      checks.stop();
      await current.pause();
      return null;
    },

    async close() {
      checks.stop();
      work.end();
      // Every step runs even if an earlier one fails: a database that cannot be written must not keep a connection open.
      await allSteps(
        () => current.close(),
        // Earlier calls may still have something to write.
        () => Promise.allSettled(active),
        // One of them may have opened a queue.
        () => current.close(),
        dropbox.disconnect,
        async () => headers.close(),
        async () => listings.close(),
      ).catch((error: unknown) => {
        throw inWords(error, home);
      });
      return null;
    },
  };
  return { ...watchedCalls(handlers, { active, home, trace }), close: handlers.close };
}
