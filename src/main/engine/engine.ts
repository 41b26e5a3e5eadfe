import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { isOfStore, stateError } from '#main/system/disk/state-error.ts';
import { freeBytesAt } from '#main/system/disk/free-bytes.ts';
import { writeAtomicallySync } from '#main/system/disk/write-atomically-sync.ts';
import { ByteBudget, type SpentBytes } from '#shared/downloads/byte-budget.ts';
import { Pace } from './transfer/pace.ts';
import { lockOutput } from './queue/output-lock.ts';
import { spaceNeeded } from './queue/space-needed.ts';
import { RemovedLots } from './queue/removed-lots.ts';
import { reportText } from './queue/report-text.ts';
import { targetOf } from './transfer/target.ts';
import { crawl } from './dropbox/crawl.ts';
import { listFolders } from './dropbox/list-folders.ts';
import { appPaths } from '#main/system/paths/paths.ts';
import { type Clock, systemClock } from '#main/system/time/clock.ts';
import type { NameRules } from '#shared/downloads/local-name.ts';
import { DEFAULT_RETRY_POLICY } from '#shared/downloads/retry-policy.ts';
import type { FileEvent, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { Handlers } from '#shared/rpc/channel.ts';
import type { DownloadOptions, EngineContract, EngineFolders } from './contract/contract.ts';
import { createConnection, type Connection } from './connection.ts';
import { allSteps } from '#shared/errors/all-steps.ts';
import { isOnBattery } from '#main/system/power/power-source.ts';
import { FolderWork } from './folder-work.ts';
import { createListings } from './catalogue/listings.ts';
import { type MadeQueue, makeQueue } from './make-queue.ts';
import { openDownloadMemory } from './verify/download-memory.ts';
import { createChecks } from './verify/verify-files.ts';

type Events = EngineContract['events'];
type Emit = <K extends keyof Events>(name: K, payload: Events[K]) => void;

/** How often the hosts are told, at most. */
const TELL_EVERY_MS = 100;

/** How much of a day's budget can be forgotten when the program is killed. */
const KEEP_SPENT_EVERY_MS = 10_000;

interface OpenQueue {
  readonly outputFolder: string;
  /** Made anew where another program has worked on the same list of downloads. */
  made: MadeQueue;
  readonly folder: FolderWork;
  readonly removed: RemovedLots;
  /** What happened to its files, and was not told yet. */
  readonly events: FileEvent[];
  readonly telling: NodeJS.Timeout;
  readonly keeping: NodeJS.Timeout;
}

/**
 * The engine's calls; see {@link EngineContract}. Runs wherever it is put: a worker thread, or a test.
 *
 * @param lockClock what the locks of other programs are watched by
 */
export function createEngine(
  folders: EngineFolders,
  emit: Emit,
  lockClock: Clock = systemClock,
): Handlers<EngineContract> {
  const paths = appPaths({ VAST_PILOT_HOME: folders.home }, process.platform);
  const listings = createListings(paths.catalogue, folders.listingsAfter);
  let isTracing = false;
  const trace = (line: string): void => {
    if (isTracing) emit('trace', { line });
  };
  let toldOnBattery: boolean | null = null;
  const checks = createChecks({
    catalogueOf: (listingId) => listings.catalogueOf(listingId),
    queueFileOf: (outputFolder) => paths.queueOf(outputFolder),
    onProgress: (progress) => emit('verify', progress),
    onBattery: () => toldOnBattery ?? isOnBattery(),
  });
  const underWay = new Set<Promise<unknown>>();
  const pace = new Pace(systemClock);
  const budgetFile = join(paths.home, 'budget.json');
  const budget = new ByteBudget(readSpent(budgetFile), systemClock.now());
  let connection: Connection | null = null;
  let open: OpenQueue | null = null;
  /** Ends what is under way besides downloads: a crawl, a check. */
  let work = new AbortController();
  let latestOptions: DownloadOptions;
  let toldRevision = -1;
  let toldWaitingUntilMs: number | null = null;

  const connected = (): Connection => {
    if (connection === null) throw new AppError('bad-usage', 'Not connected to Dropbox yet.');
    return connection;
  };
  const opened = (): OpenQueue => {
    if (open === null) throw new AppError('bad-usage', 'No output folder is open yet.');
    return open;
  };
  /** Changes the queue, which no other program may do meanwhile. */
  const change = async <T>(act: (made: MadeQueue) => T | Promise<T>): Promise<T> => {
    const { folder } = opened();
    return await folder.own(() => act(opened().made), { signal: work.signal });
  };
  const startNow = async ({ made }: OpenQueue, resumesPaused: boolean): Promise<void> => {
    if (resumesPaused) made.queue.resumeJobs({ kind: 'state', state: 'paused' }, 'paused');
    const { kind } = made.queue.snapshot().phase;
    if (kind !== 'running' && kind !== 'resting') await made.queue.start();
  };
  const startLater = (state: OpenQueue, why: AppError, resumesPaused = false): void => {
    state.folder.startLater(
      why,
      () => connection !== null,
      () => startNow(state, resumesPaused),
    );
  };
  const snapshotOf = ({ made, folder }: OpenQueue): QueueSnapshot => {
    const snapshot = made.queue.snapshot();
    const failure = folder.waiting;
    return failure === null
      ? snapshot
      : { ...snapshot, phase: { kind: 'halted', by: 'disk', failure } };
  };
  const tellFiles = ({ outputFolder, events }: OpenQueue): void => {
    if (events.length > 0) emit('files', { outputFolder, events: events.splice(0) });
  };
  const tell = (): void => {
    if (open === null) return;
    tellFiles(open);
    open.folder.settle();
    const snapshot = snapshotOf(open);
    const { revision, waitingForDropboxUntilMs } = snapshot;
    if (revision === toldRevision && waitingForDropboxUntilMs === toldWaitingUntilMs) return;
    toldRevision = revision;
    toldWaitingUntilMs = waitingForDropboxUntilMs;
    emit('snapshot', snapshot);
  };
  const keepSpent = (): void => {
    if (budget.hasLimit) writeSpent(budgetFile, budget.spent);
  };
  let closing = Promise.resolve();
  const closeOpen = async (): Promise<void> => {
    if (open === null) return;
    const closingQueue = open;
    const { folder, telling, keeping } = closingQueue;
    folder.stopWaiting();
    const { queue } = closingQueue.made;
    await allSteps(
      () => queue.close(),
      async () => {
        tellFiles(closingQueue);
        const { store } = closingQueue.made;
        open = null;
        clearInterval(telling);
        clearInterval(keeping);
        keepSpent();
        store.close();
      },
      async () => folder.close(),
    );
  };
  const closeQueue = async (): Promise<void> => {
    closing = closing.catch(() => undefined).then(closeOpen);
    await closing;
  };
  const setLimits = ({ speedLimit = null, dailyLimit = null }: DownloadOptions): void => {
    pace.bytesPerSecond = speedLimit;
    budget.limit = dailyLimit;
  };
  const stopWork = (): void => {
    work.abort(new AppError('cancelled', 'Stopped.'));
    work = new AbortController();
  };
  const pauseOpen = async (): Promise<void> => {
    open?.folder.stopWaiting();
    await open?.made.queue.pause();
    open?.folder.settle();
  };
  const leave = async (): Promise<void> => {
    const left = connection;
    connection = null;
    await left?.close();
  };

  const handlers: Handlers<EngineContract> = {
    async connect(input) {
      // Who stops the work while the old connection closes means this one, too.
      const { signal } = work;
      await leave();
      connection = await createConnection(
        input,
        paths.home,
        signal,
        (payload) => emit('dropbox', payload),
        trace,
      );
      return { name: connection.link.info.name };
    },

    async crawl({ root, includeLegacy }) {
      const { files, problems } = await crawl(connected().link, {
        roots: [root],
        includeLegacy,
        signal: work.signal,
        onProgress: (progress) => emit('crawl', progress),
      });
      return { files, problems };
    },

    async listFolders({ folders: wanted }) {
      return await listFolders(connected().link, wanted, {
        signal: work.signal,
        onProgress: (progress) => emit('crawl', progress),
      });
    },

    async loadListing(source) {
      return listings.load(source);
    },

    async refreshListing({ linkKey, includeLegacy }) {
      const crawled = await crawl(connected().link, {
        includeLegacy,
        signal: work.signal,
        onProgress: (progress) => emit('crawl', progress),
      });
      const [problem] = crawled.problems;
      // Where no folder could be read, the listing that is kept is nearer to the truth than an empty one.
      if (crawled.files.length === 0 && problem !== undefined) throw new AppError('api', problem);
      return listings.take(crawled, linkKey, includeLegacy);
    },

    async downloadRecord({ outputFolder, paths: asked }) {
      const record = openDownloadMemory(paths.queueOf(outputFolder));
      try {
        const recorded = [...record.folders()];
        const downloaded = asked.filter((path) => record.knows(path));
        return { folders: recorded, downloaded, trouble: record.trouble };
      } finally {
        record.close();
      }
    },

    async findOnDisk({ listingId, outputFolder }) {
      return { words: await listings.onDisk(listingId, outputFolder, work.signal) };
    },

    async openQueue({ outputFolder, options, holdsFolder = false }) {
      await closeQueue();
      setLimits(options);
      latestOptions = options;
      let opening: OpenQueue | null = null;
      const events: FileEvent[] = [];
      const folder: FolderWork = new FolderWork({
        lock: (lockOptions) => lockOutput(outputFolder, lockOptions),
        clock: lockClock,
        isKept: holdsFolder,
        isQuiet: () => opening?.made.queue.isQuiet ?? false,
        onTaken() {
          if (opening === null || !opening.made.isOutdated()) return;
          opening.made.store.close();
          opening.made = make(latestOptions);
        },
        onWatching: (message) => emit('watchingLock', { message }),
        onLost(why) {
          if (opening === null) return;
          opening.made.queue.pause().catch(() => undefined);
          if (!holdsFolder) startLater(opening, why);
        },
        onChange() {
          toldRevision = -1;
        },
      });
      const make = (using: DownloadOptions): MadeQueue =>
        makeQueue({
          file: paths.queueOf(outputFolder),
          stateFolder: paths.home,
          outputFolder,
          isOurs: folder.isHeld,
          checkLock: () => folder.check(),
          options: queueOptions(using),
          names: nameRules(),
          clock: systemClock,
          pace,
          budget,
          connection: () => connection,
          onUsedUp(usedUpUntilMs) {
            if (open === null || open.made.queue.snapshot().phase.kind === 'paused') return;
            open.made.queue.pause().catch(() => undefined);
            emit('budget', { usedUpUntilMs });
          },
          onFile: (event) => events.push(event),
        });
      const openWith = (made: MadeQueue): void => {
        toldRevision = -1;
        const telling = setInterval(tell, TELL_EVERY_MS).unref();
        const keeping = setInterval(keepSpent, KEEP_SPENT_EVERY_MS).unref();
        opening = {
          outputFolder,
          made,
          folder,
          removed: new RemovedLots(),
          events,
          telling,
          keeping,
        };
        open = opening;
      };
      try {
        await folder
          .own(() => openWith(make(options)), { signal: work.signal, watches: holdsFolder })
          .catch((error: unknown) => {
            // Another program works there: what it does can be looked at.
            if (holdsFolder || folder.isHeld || errorCode(error) !== 'in-use') throw error;
            openWith(make(options));
          });
        return { notice: opened().made.notice };
      } catch (error) {
        folder.close();
        throw mapDiskError(error, outputFolder);
      }
    },

    async want({ files, anew = false }) {
      const { outputFolder } = opened();
      const setAside = await change(({ queue, store }) => {
        if (anew) store.doubt(files.map(({ path }) => path));
        return queue.want(files);
      });
      const freeBytes = await freeBytesAt(outputFolder);
      const bytes = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
      // To look at every file on disk takes its time, and only where space is short does it matter.
      const isShort = freeBytes !== null && bytes > freeBytes;
      const neededBytes = isShort ? spaceNeeded(outputFolder, files, nameRules()) : bytes;
      return { setAside, neededBytes, freeBytes };
    },

    async run() {
      const state = opened();
      await change(async ({ queue }) => {
        toldRevision = -1;
        await queue.start();
        await queue.whenSettled();
      });
      tell();
      return snapshotOf(state);
    },

    async pause() {
      stopWork();
      checks.stop();
      await pauseOpen();
      return null;
    },

    async add({ files, anew = false }) {
      await change(({ queue, store }) => {
        if (anew) store.doubt(files.map(({ path }) => path));
        queue.add(files);
      });
      return null;
    },

    async start(input) {
      connected();
      const resumesPaused = input?.resumesPaused ?? false;
      const state = opened();
      state.folder.stopWaiting();
      try {
        await state.folder.own(() => startNow(state, resumesPaused), { watches: false });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'in-use') throw error;
        startLater(state, error, resumesPaused);
      }
      return null;
    },

    async pauseQueue() {
      await pauseOpen();
      return null;
    },

    async closeQueue() {
      await closeQueue();
      return null;
    },

    async setOptions(options) {
      const wasLimited = pace.isLimited || budget.hasLimit;
      setLimits(options);
      latestOptions = options;
      open?.made.queue.setOptions(queueOptions(options));
      const isLimited = pace.isLimited || budget.hasLimit;
      // Bodies that are under way came without a look at the limits.
      const isAtWork = open?.folder.isHeld === true;
      if (isLimited && !wasLimited && isAtWork) await change(({ queue }) => queue.restart());
      return null;
    },

    async snapshot() {
      return open === null ? null : snapshotOf(open);
    },

    async page(query) {
      return open?.made.queue.page(query) ?? { total: 0, rows: [] };
    },

    async fileOf({ id }) {
      const { made, outputFolder } = opened();
      const path = made.store.pathOf(id);
      if (path === null) throw new AppError('bad-usage', 'That file is no longer in the queue.');
      return targetOf(outputFolder, path, nameRules()).file;
    },

    async report() {
      if (open === null) return 'Nothing was downloaded yet.\n';
      const { outputFolder } = open;
      const { queue, store } = open.made;
      const { totals } = queue.snapshot();
      const files = Object.values(totals).reduce((sum, total) => sum + total.files, 0);
      const jobs = { done: store.inState('done'), failed: store.inState('failed') };
      const left = files - jobs.done.length - jobs.failed.length;
      return reportText({ ...jobs, left }, outputFolder, new Date());
    },

    async pauseJobs(target) {
      await change(({ queue }) => queue.pauseJobs(target));
      return null;
    },

    async resumeJobs({ target, from }) {
      await change(({ queue }) => queue.resumeJobs(target, from));
      return null;
    },

    async removeJobs(target) {
      const { removed } = opened();
      const jobs = await change(({ queue }) => queue.removeJobs(target));
      return { removed: jobs.length, token: removed.keep(jobs) };
    },

    async restoreJobs({ token }) {
      const { removed } = opened();
      await change(({ queue }) => queue.restoreJobs(removed.take(token)));
      return null;
    },

    async reorderJobs({ target, beforeId }) {
      await change(({ queue }) => queue.reorderJobs(target, beforeId));
      return null;
    },

    async jobsBetween(range) {
      return { ids: open?.made.queue.between(range) ?? new Uint32Array() };
    },

    async countJobs(target) {
      return { files: open?.made.queue.count(target) ?? 0 };
    },

    async pathsOfJobs(target) {
      return { paths: open?.made.queue.paths(target) ?? [] };
    },

    async stopWork() {
      stopWork();
      return null;
    },

    async disconnect() {
      stopWork();
      await leave();
      return null;
    },

    async jobs({ state, limit }) {
      return opened().made.store.inState(state, limit);
    },

    async verify(input) {
      return await checks.verify(input);
    },

    async checked(query) {
      return checks.page(query);
    },

    async manifest() {
      return checks.manifest();
    },

    async stopVerify() {
      checks.stop();
      return null;
    },

    async setOnBattery({ onBattery }) {
      toldOnBattery = onBattery;
      return null;
    },

    async setTracing({ on }) {
      isTracing = on;
      return null;
    },

    async close() {
      checks.stop();
      work.abort(new AppError('cancelled', 'Stopped.'));
      // Each of them, whatever became of the others: a list that can't be written must not keep a connection open.
      await allSteps(
        closeQueue,
        // What was asked before may still have something to write.
        () => Promise.allSettled(underWay),
        leave,
        async () => listings.close(),
      ).catch((error: unknown) => {
        throw inWords(error, paths.home);
      });
      return null;
    },
  };
  return { ...noteCalls(handlers, underWay, paths.home, trace), close: handlers.close };
}

/** An error's stack, and those of what caused it. */
function withCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${withCauses(error.cause)}`;
}

/** What SQLite threw as an AppError, where it was the disk of the state folder; all else as it is. */
function inWords(error: unknown, home: string): unknown {
  return (isOfStore(error) ? stateError(error, home) : null) ?? error;
}

/** The same handlers, whose calls stand in `underWay` until they have ended. What SQLite throws leaves in words. */
function noteCalls(
  handlers: Handlers<EngineContract>,
  underWay: Set<Promise<unknown>>,
  home: string,
  trace: (line: string) => void,
): Handlers<EngineContract> {
  const noted = Object.entries(handlers).map(([name, handle]) => [
    name,
    (input: never) => {
      const call: Promise<unknown> = handle(input)
        .catch((error: unknown) => {
          // Only its words go through the channel.
          trace(`Engine call ${name} failed: ${withCauses(error)}`);
          throw inWords(error, home);
        })
        .finally(() => underWay.delete(call));
      underWay.add(call);
      return call;
    },
  ]);
  return Object.fromEntries(noted) as Handlers<EngineContract>;
}

/** What came today; a file that can't be read counts nothing. */
function readSpent(file: string): SpentBytes | null {
  try {
    const { day, bytes } = JSON.parse(readFileSync(file, 'utf8')) as Partial<SpentBytes>;
    return typeof day === 'string' && typeof bytes === 'number' ? { day, bytes } : null;
  } catch {
    return null;
  }
}

function writeSpent(file: string, spent: SpentBytes): void {
  try {
    writeAtomicallySync(file, JSON.stringify(spent));
  } catch {
    // Then the day begins anew with the next start, which is no reason to fail this one.
  }
}

function nameRules(): NameRules {
  return process.platform === 'win32' ? 'windows' : 'posix';
}

function queueOptions(options: DownloadOptions) {
  const { parallel, overwrite, maxRetries, outagePatience, splitLarge = true } = options;
  return {
    parallel,
    overwrite,
    splitLarge,
    retry: { ...DEFAULT_RETRY_POLICY, maxRetries },
    outagePatience: outagePatience ?? Infinity,
  };
}
