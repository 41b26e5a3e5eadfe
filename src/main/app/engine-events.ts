import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { ConnectionService } from '#main/app/connection/connection-service.ts';
import type { CutoutsService } from '#main/app/cutouts/cutouts-service.ts';
import type { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import type { FileStatesService } from '#main/app/library/file-states.ts';
import type { LibraryService } from '#main/app/library/library-service.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { Log } from '#main/system/log/log.ts';
import type { FileEvent } from '#shared/downloads/snapshot.ts';

interface Services {
  readonly log: Log;
  readonly downloads: DownloadsService;
  readonly catalogue: CatalogueService;
  readonly library: LibraryService;
  readonly fileStates: FileStatesService;
  readonly connection: ConnectionService;
  readonly cutouts: CutoutsService;
}

/** Hands each event of the engine to the services that it concerns. */
export function handEventsOn(
  engine: EngineClient,
  { log, downloads, catalogue, library, fileStates, connection, cutouts }: Services,
): void {
  engine.onClosed((why) => {
    log.error(why.cause instanceof Error ? (why.cause.stack ?? why.message) : why.message);
    const failure = { code: why.code, message: why.message };
    downloads.engineStopped(failure);
    connection.stopped(failure);
  });
  engine.on('snapshot', (snapshot) => downloads.take(snapshot));
  engine.on('budget', ({ usedUpUntilMs }) => {
    log.info(`The daily budget is used up until ${new Date(usedUpUntilMs).toISOString()}`);
    downloads.budgetUsedUp(usedUpUntilMs);
  });
  engine.on('verify', (progress) => library.progress(progress));
  engine.on('crawl', (progress) => catalogue.progress(progress));
  engine.on('cutouts', (progress) => cutouts.progress(progress));
  engine.on('dropbox', ({ waitingUntilMs, stopped }) => {
    cutouts.waiting(waitingUntilMs);
    if (stopped !== null) connection.stopped(stopped);
  });
  engine.on('files', ({ outputFolder, events }) => {
    library.filesHappened(events, outputFolder);
    for (const event of events) {
      if (event.kind === 'done') catalogue.fileIsThere(event.path, outputFolder);
      logFile(event, log);
    }
    fileStates.filesHappened(events, outputFolder);
  });
}

function logFile(event: FileEvent, log: Log): void {
  if (event.kind === 'failed') log.warn(`${event.path}: ${event.failure.message}`);
  else if (event.kind === 'will-retry') {
    log.debug(`${event.path}: will be tried again: ${event.failure.message}`);
  } else if (event.kind === 'done') {
    log.debug(`${event.path}: ${event.outcome}, ${event.assurance}`);
  }
}
