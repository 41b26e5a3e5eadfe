import { makeFolder } from '#main/disk/make-folder.ts';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { mapDiskError } from '#main/disk/disk-error.ts';
import { freeBytesAt } from '#main/disk/free-bytes.ts';
import { foldsNames } from '#main/disk/folds-names.ts';
import { bootMark } from '#main/downloads/boot-mark.ts';
import { ByteBudget, type SpentBytes } from '#shared/downloads/byte-budget.ts';
import { limitedSource } from '#main/downloads/limited-source.ts';
import { Pace } from '#main/downloads/pace.ts';
import { writeSmallFile } from '#main/downloads/small-file.ts';
import { DownloadQueue } from '#main/downloads/download-queue.ts';
import { lockOutput, type OutputLock } from '#main/downloads/output-lock.ts';
import { rememberRoot } from '#main/downloads/output-root.ts';
import { createRoom, type Room } from '#main/downloads/room.ts';
import { openQueue } from '#main/downloads/open-queue.ts';
import { spaceNeeded } from '#main/downloads/space-needed.ts';
import { QueueStore } from '#main/downloads/queue-store.ts';
import { RemovedLots } from '#main/downloads/removed-lots.ts';
import { reportText } from '#main/downloads/report-text.ts';
import { targetOf } from '#main/downloads/target.ts';
import { crawl } from '#main/dropbox/crawl.ts';
import { listFolders } from '#main/dropbox/list-folders.ts';
import { appPaths } from '#main/paths.ts';
import { systemClock } from '#main/time/clock.ts';
import type { NameRules } from '#shared/downloads/local-name.ts';
import { DEFAULT_RETRY_POLICY } from '#shared/downloads/retry-policy.ts';
import type { FileEvent, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Handlers } from '#shared/rpc/channel.ts';
import type { DownloadOptions, EngineContract } from './contract.ts';
import { createConnection, type Connection } from './connection.ts';
import { dropboxSource } from './dropbox-source.ts';
import { isOnBattery } from '#main/library/power-source.ts';
import { createListings } from './listings.ts';
import { createChecks } from './verify-files.ts';

/** Where the engine keeps its state. */
export interface EngineFolders {
  readonly home: string;
}

type Events = EngineContract['events'];
type Emit = <K extends keyof Events>(name: K, payload: Events[K]) => void;

/** How often the hosts are told, at most. */
const TELL_EVERY_MS = 100;

/** How much of a day's budget can be forgotten when the program is killed. */
const KEEP_SPENT_EVERY_MS = 10_000;

interface OpenQueue {
  readonly outputFolder: string;
  readonly queue: DownloadQueue;
  readonly store: QueueStore;
  readonly lock: OutputLock;
  readonly removed: RemovedLots;
  readonly telling: NodeJS.Timeout;
  readonly keeping: NodeJS.Timeout;
}

/** The engine's calls; see {@link EngineContract}. Runs wherever it is put: a worker thread, or a test. */
export function createEngine(folders: EngineFolders, emit: Emit): Handlers<EngineContract> {
  const paths = appPaths({ VAST_PILOT_HOME: folders.home }, process.platform);
  const listings = createListings(paths.catalogue);
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
  let fileEvents: FileEvent[] = [];
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
  const tell = (): void => {
    if (fileEvents.length > 0) {
      emit('files', fileEvents);
      fileEvents = [];
    }
    const snapshot = open?.queue.snapshot();
    if (snapshot === undefined) return;
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
    const { queue, store, lock, telling, keeping } = open;
    await queue.close();
    open = null;
    clearInterval(telling);
    clearInterval(keeping);
    try {
      keepSpent();
      store.close();
    } finally {
      lock.release();
    }
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
      connection = await createConnection(input, paths.home, signal, (payload) =>
        emit('dropbox', payload),
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
      makeFolder(paths.home);
      return listings.load(source);
    },

    async refreshListing({ linkKey, includeLegacy }) {
      const crawled = await crawl(connected().link, {
        includeLegacy,
        signal: work.signal,
        onProgress: (progress) => emit('crawl', progress),
      });
      makeFolder(paths.home);
      return listings.take(crawled, linkKey, includeLegacy);
    },

    async findOnDisk({ listingId, outputFolder }) {
      return { words: await listings.onDisk(listingId, outputFolder, work.signal) };
    },

    async openQueue({ outputFolder, options }) {
      await closeQueue();
      setLimits(options);
      const lock = lockOutput(outputFolder);
      try {
        const file = paths.queueOf(outputFolder);
        makeFolder(dirname(file));
        const { database, notice } = openQueue(file, outputFolder, systemClock.now());
        const store = new QueueStore(database);
        const queue = new DownloadQueue(
          {
            store,
            source: limitedSource(
              dropboxSource(() => connection?.link ?? null),
              {
                pace,
                budget,
                clock: systemClock,
                onUsedUp: (usedUpUntilMs) => {
                  if (open === null || open.queue.snapshot().phase.kind === 'paused') return;
                  open.queue.pause().catch(() => undefined);
                  emit('budget', { usedUpUntilMs });
                },
              },
            ),
            outputFolder,
            notice: notice === null ? null : { code: 'disk-error', message: notice },
            names: nameRules(),
            namesFold: foldsNames(outputFolder),
            root: rememberRoot(outputFolder),
            writeSmallFile,
            room: roomWhile(createRoom(outputFolder), () => connection !== null),
            bootMark: bootMark(outputFolder),
            clock: systemClock,
            random: Math.random,
            waitingForDropboxUntilMs: () => connection?.waitingUntilMs() ?? null,
            onFile: (event) => fileEvents.push(event),
          },
          queueOptions(options),
        );
        toldRevision = -1;
        const telling = setInterval(tell, TELL_EVERY_MS).unref();
        const keeping = setInterval(keepSpent, KEEP_SPENT_EVERY_MS).unref();
        open = { outputFolder, queue, store, lock, removed: new RemovedLots(), telling, keeping };
        return { notice };
      } catch (error) {
        lock.release();
        throw mapDiskError(error, outputFolder);
      }
    },

    async want({ files, anew = false }) {
      const { queue, store, outputFolder } = opened();
      if (anew) store.doubt(files.map(({ path }) => path));
      const setAside = queue.want(files);
      const freeBytes = await freeBytesAt(outputFolder);
      const bytes = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
      // To look at every file on disk takes its time, and only where space is short does it matter.
      const isShort = freeBytes !== null && bytes > freeBytes;
      const neededBytes = isShort ? spaceNeeded(outputFolder, files, nameRules()) : bytes;
      return { setAside, neededBytes, freeBytes };
    },

    async run() {
      const { queue } = opened();
      toldRevision = -1;
      await queue.start();
      await queue.whenSettled();
      tell();
      return queue.snapshot() satisfies QueueSnapshot;
    },

    async pause() {
      stopWork();
      checks.stop();
      await open?.queue.pause();
      return null;
    },

    async add({ files, anew = false }) {
      if (anew) opened().store.doubt(files.map(({ path }) => path));
      opened().queue.add(files);
      return null;
    },

    async start() {
      connected();
      const { queue } = opened();
      const { kind } = queue.snapshot().phase;
      if (kind !== 'running' && kind !== 'resting') await queue.start();
      return null;
    },

    async pauseQueue() {
      await open?.queue.pause();
      return null;
    },

    async closeQueue() {
      await closeQueue();
      return null;
    },

    async setOptions(options) {
      const wasLimited = pace.isLimited || budget.hasLimit;
      setLimits(options);
      open?.queue.setOptions(queueOptions(options));
      const isLimited = pace.isLimited || budget.hasLimit;
      // Bodies that are under way came without a look at the limits.
      if (isLimited && !wasLimited) await open?.queue.restart();
      return null;
    },

    async snapshot() {
      return open?.queue.snapshot() ?? null;
    },

    async page(query) {
      return open?.queue.page(query) ?? { total: 0, rows: [] };
    },

    async fileOf({ id }) {
      const { store, outputFolder } = opened();
      const path = store.pathOf(id);
      if (path === null) throw new AppError('bad-usage', 'That file is no longer in the queue.');
      return targetOf(outputFolder, path, nameRules()).file;
    },

    async report() {
      if (open === null) return 'Nothing was downloaded yet.\n';
      const { queue, store, outputFolder } = open;
      const { totals } = queue.snapshot();
      const files = Object.values(totals).reduce((sum, total) => sum + total.files, 0);
      const jobs = { done: store.inState('done'), failed: store.inState('failed') };
      const left = files - jobs.done.length - jobs.failed.length;
      return reportText({ ...jobs, left }, outputFolder, new Date());
    },

    async pauseJobs(target) {
      opened().queue.pauseJobs(target);
      return null;
    },

    async resumeJobs({ target, from }) {
      opened().queue.resumeJobs(target, from);
      return null;
    },

    async removeJobs(target) {
      const { queue, removed } = opened();
      const jobs = queue.removeJobs(target);
      return { removed: jobs.length, token: removed.keep(jobs) };
    },

    async restoreJobs({ token }) {
      const { queue, removed } = opened();
      queue.restoreJobs(removed.take(token));
      return null;
    },

    async reorderJobs({ target, beforeId }) {
      opened().queue.reorderJobs(target, beforeId);
      return null;
    },

    async jobsBetween(range) {
      return { ids: open?.queue.between(range) ?? new Uint32Array() };
    },

    async countJobs(target) {
      return { files: open?.queue.count(target) ?? 0 };
    },

    async pathsOfJobs(target) {
      return { paths: open?.queue.paths(target) ?? [] };
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
      return opened().store.inState(state, limit);
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

    async close() {
      checks.stop();
      work.abort(new AppError('cancelled', 'Stopped.'));
      await closeQueue();
      // What was asked before may still have something to write.
      await Promise.allSettled(underWay);
      await leave();
      listings.close();
      return null;
    },
  };
  return { ...noteCalls(handlers, underWay), close: handlers.close };
}

/** A disk with room is of no use to a queue that has nobody to ask. */
function roomWhile(room: Room, isConnected: () => boolean): Room {
  return { ...room, has: (...file) => isConnected() && room.has(...file) };
}

/** The same handlers, whose calls stand in `underWay` until they have come to their end. */
function noteCalls(
  handlers: Handlers<EngineContract>,
  underWay: Set<Promise<unknown>>,
): Handlers<EngineContract> {
  const noted = Object.entries(handlers).map(([name, handle]) => [
    name,
    (input: never) => {
      const call: Promise<unknown> = handle(input).finally(() => underWay.delete(call));
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
    writeFileSync(`${file}.draft`, JSON.stringify(spent));
    renameSync(`${file}.draft`, file);
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
