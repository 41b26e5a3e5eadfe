import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { FILES_A_CALL } from '#main/engine/contract/want-files.ts';
import type { Failure, JobTarget, WantedFile } from '#shared/downloads/job.ts';
import type { JobQuery, JobRow } from '#shared/downloads/job-row.ts';
import type { LeftQueue, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Settings } from '#shared/ipc/contract.ts';
import { DailyBudget } from './daily-budget.ts';
import { LeftQueues } from './left-queues.ts';
import { queueOptions } from './queue-options.ts';
import { EMPTY, haltedByEngine, notOpened, unfinishedIn } from './queue-states.ts';
import { addedInPart } from './added-in-part.ts';

export interface DownloadsDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly settings: () => Settings;
  readonly isConnected: () => boolean;
  /** Whether a folder has a queue of an earlier run. */
  readonly hasQueue: (outputFolder: string) => boolean;
  readonly onSnapshot: (snapshot: QueueSnapshot) => void;
}

/** The queue of the present output folder, as a window uses it. A folder is not made before something goes there. */
export class DownloadsService {
  readonly #deps: DownloadsDeps;
  #wanted: string;
  #open: string | null = null;
  #opening: Promise<void> = Promise.resolve();
  #latest: QueueSnapshot = EMPTY;
  #revision = 0;
  /** Paused by the program and not by the user, for as long as the machine sleeps or a connection is changed. */
  #isHeld = false;
  /** When the engine died; it goes on with it once there is another. */
  #wasGoingOn = false;
  readonly #budget = new DailyBudget(() => void this.release().catch(() => undefined));
  readonly #left: LeftQueues;

  /**
   * @param outputFolder where files go at first
   * @param left the queues that an earlier run has left with files still to come
   */
  constructor(deps: DownloadsDeps, outputFolder: string, left: readonly LeftQueue[] = []) {
    this.#deps = deps;
    this.#wanted = outputFolder;
    this.#left = new LeftQueues(left.filter((each) => deps.hasQueue(each.outputFolder)));
  }

  get outputFolder(): string {
    return this.#wanted;
  }

  get isRunning(): boolean {
    const { kind } = this.#latest.phase;
    return kind === 'running' || kind === 'resting';
  }

  /** Whether downloads are under way, or will be as soon as the program lets them. */
  get isGoingOn(): boolean {
    return this.isRunning || this.#isHeld || this.#wasGoingOn;
  }

  /** Files that an earlier run, or this one, has not fetched yet. */
  get unfinished(): number {
    return unfinishedIn(this.#latest);
  }

  /** The files still to come that are not paused by the user, and whether they are being fetched. */
  get work(): { readonly files: number; readonly isFetching: boolean } {
    const isPaused = this.#latest.phase.kind === 'paused' && !this.#isHeld;
    const files = isPaused ? 0 : this.unfinished;
    return { files, isFetching: files > 0 && this.isGoingOn };
  }

  /** The queues that were left with files still to come, by output folder. */
  get left(): readonly LeftQueue[] {
    return this.#left.all;
  }

  snapshot(): QueueSnapshot {
    const untilMs = this.#budget.usedUpUntilMs;
    const budget = untilMs === null ? {} : { budgetUsedUpUntilMs: untilMs };
    const left = this.left.length > 0 ? { left: this.left } : {};
    return { ...this.#latest, ...budget, ...left, revision: this.#revision };
  }

  /** What the engine says of its queue. */
  take(snapshot: QueueSnapshot): void {
    // Files that wait in a queue which nobody has started are, to the user, paused.
    const waits = snapshot.phase.kind === 'idle' && snapshot.totals.queued.files > 0;
    this.#latest = waits ? { ...snapshot, phase: { kind: 'paused' } } : snapshot;
    this.#tell();
  }

  #tell(): void {
    this.#revision += 1;
    this.#deps.onSnapshot(this.snapshot());
  }

  /** From now on files go there. Opens the queue that an earlier run has left, if there is one. */
  async useFolder(outputFolder: string): Promise<void> {
    this.#wanted = outputFolder;
    if (this.#open === outputFolder) return;
    this.#noteLeft();
    if (this.#deps.hasQueue(outputFolder)) await this.#ensureOpen();
    else if (this.#open !== null) {
      await this.#deps.engine.call('closeQueue', null);
      this.#open = null;
      this.take(EMPTY);
    }
  }

  /** Called before the open queue closes: the state shows that queue as long as files wait in it. */
  #noteLeft(): void {
    const outputFolder = this.#open;
    if (outputFolder === null) return;
    this.#left.leave(outputFolder, this.unfinished + this.#latest.totals.paused.files);
  }

  /**
   * Adds files behind those that are queued, and starts.
   *
   * @param readAgain whether to read existing files again, whatever is recorded about them
   */
  async add(files: readonly WantedFile[], readAgain = false): Promise<void> {
    const { engine } = this.#deps;
    await this.#ensureOpen();
    const outputFolder = this.#open;
    for (let at = 0; at < files.length; at += FILES_A_CALL) {
      if (this.#open !== outputFolder) throw addedInPart(at, files.length, outputFolder);
      await engine.call('add', { files: files.slice(at, at + FILES_A_CALL), readAgain });
    }
    // Another folder's list is not started for these files.
    if (this.#open === outputFolder) await this.#start();
  }

  async rows(query: JobQuery): Promise<{
    readonly total: number;
    readonly rows: readonly JobRow[];
  }> {
    return await this.#deps.engine.call('page', query);
  }

  async pauseAll(): Promise<void> {
    this.#isHeld = false;
    await this.#deps.engine.call('pauseQueue', null);
    await this.#look();
  }

  async resumeAll(): Promise<void> {
    this.#mustBeConnected();
    this.#budget.mustHaveBytes();
    await this.#ensureOpen();
    await this.#start(true);
  }

  async pause(target: JobTarget): Promise<void> {
    await this.#deps.engine.call('pauseJobs', target);
  }

  /** Starts the queue, too, unless all of it is paused. */
  async resume(target: JobTarget): Promise<void> {
    const wasPaused = this.#latest.phase.kind === 'paused';
    await this.#deps.engine.call('resumeJobs', { target, from: 'paused' });
    if (!wasPaused && this.#deps.isConnected()) await this.#start();
  }

  async retry(target: JobTarget): Promise<void> {
    await this.#deps.engine.call('resumeJobs', { target, from: 'failed' });
    if (this.#deps.isConnected()) await this.#start();
  }

  async remove(target: JobTarget): Promise<{
    readonly removed: number;
    readonly undoToken: string;
  }> {
    const { removed, token } = await this.#deps.engine.call('removeJobs', target);
    return { removed, undoToken: token };
  }

  async undoRemove(undoToken: string): Promise<void> {
    const wasRunning = this.isRunning;
    await this.#deps.engine.call('restoreJobs', { token: undoToken });
    if (wasRunning) await this.#start();
  }

  async reorder(target: JobTarget, beforeId: number | null): Promise<void> {
    await this.#deps.engine.call('reorderJobs', { target, beforeId });
  }

  /** Pauses for the program's own sake; {@link release} goes on, unless the user pauses meanwhile. */
  async hold(): Promise<void> {
    // On a full disk, transfers that have started may still finish.
    const { phase, active } = this.#latest;
    const isFinishing = phase.kind === 'halted' && active.length > 0;
    if (this.isRunning) this.#isHeld = true;
    else if (!isFinishing) return;
    await this.#deps.engine.call('pauseQueue', null);
    await this.#look();
  }

  /** Goes on after {@link hold}. */
  async release(): Promise<void> {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    if (this.#deps.isConnected()) await this.#start();
  }

  /** An earlier run of the program was downloading when it ended: goes on when there is a connection. */
  wasRunning(): void {
    this.#isHeld = this.#open !== null;
  }

  /** The engine's thread died, and its queue with it. */
  engineStopped(failure: Failure): void {
    this.#wasGoingOn = this.isGoingOn;
    this.#isHeld = false;
    this.#open = null;
    this.take(haltedByEngine(this.#latest, failure));
  }

  /** There is another engine: opens the queue again, which goes on once there is a connection if it did before. */
  async engineBegan(): Promise<void> {
    const wasGoingOn = this.#wasGoingOn;
    this.#wasGoingOn = false;
    this.#latest = EMPTY;
    await this.useFolder(this.#wanted);
    if (wasGoingOn) this.wasRunning();
    this.#tell();
  }

  /** A connection is there: goes on with what was waiting for it. */
  async connected(): Promise<void> {
    const { phase } = this.#latest;
    // What a disk, or a damaged list, has halted is for the user to see and to start.
    if (phase.kind === 'halted' && phase.by === 'disk') return;
    const waited = phase.kind === 'halted';
    if (this.#open === null || !(this.#isHeld || waited)) return;
    this.#isHeld = false;
    await this.#start();
  }

  /** The engine has paused, because the day's bytes are used up. Goes on by itself when the day is over. */
  budgetUsedUp(untilMs: number): void {
    this.#isHeld = true;
    this.#budget.useUp(untilMs);
    this.#tell();
  }

  /** Settings have changed. */
  async optionsChanged(): Promise<void> {
    await this.#deps.engine.call('setOptions', queueOptions(this.#deps.settings()));
    if (this.#budget.renew()) await this.release();
  }

  async #start(resumesPaused = false): Promise<void> {
    this.#isHeld = false;
    await this.#deps.engine.call('start', { resumesPaused });
    await this.#look();
  }

  async #look(): Promise<void> {
    const snapshot = await this.#deps.engine.call('snapshot', null);
    if (snapshot !== null) this.take(snapshot);
  }

  #mustBeConnected(): void {
    if (this.#deps.isConnected()) return;
    throw new AppError(
      'bad-usage',
      'There is no connection yet. Connect to continue the downloads.',
    );
  }

  async #ensureOpen(): Promise<void> {
    this.#opening = this.#opening.catch(() => undefined).then(() => this.#openNow());
    await this.#opening;
  }

  async #openNow(): Promise<void> {
    const outputFolder = this.#wanted;
    if (this.#open === outputFolder) return;
    this.#open = null;
    this.#isHeld = false;
    const { engine } = this.#deps;
    try {
      await engine.call('openQueue', {
        outputFolder,
        options: queueOptions(this.#deps.settings()),
      });
    } catch (error) {
      this.take(notOpened(error));
      throw error;
    }
    this.#open = outputFolder;
    this.#left.open(outputFolder);
    await this.#look();
  }
}
