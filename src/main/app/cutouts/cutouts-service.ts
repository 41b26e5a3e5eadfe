import { join } from 'node:path';
import type { CutoutEvents, CutoutsOutput } from '#main/engine/contract/cutout-calls.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import { FOR_OTHERS, writeOwnAtomically } from '#main/system/disk/write-atomically.ts';
import { atMostEvery } from '#main/system/time/at-most-every.ts';
import type { CutoutCell, CutoutsAsked, CutoutsPlan, CutoutsState } from '#shared/calls/cutouts.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { CutoutResult } from '#shared/cutouts/cutout-result.ts';
import { tableRows } from '#shared/cutouts/cutouts-table.ts';
import { sourceLabels } from '#shared/cutouts/source-labels.ts';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { cellsOf } from './cells-of.ts';
import { type CutoutsPlanner, createCutoutsPlanner } from './cutouts-planner.ts';
import { type ChosenRun, chooseRun } from './chosen-run.ts';
import { freeName } from './free-name.ts';
import { planOf } from './plan-of.ts';
import { tableIn, writeCutoutsTable } from './write-cutouts-table.ts';

export interface CutoutsDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly catalogue: { get(): Promise<Versioned<Catalogue>> };
  readonly outputFolder: () => string;
  /** Names the shared link that the output folder belongs to; null if it is not known. */
  readonly linkKey: () => string | null;
  readonly isConnected: () => boolean;
  /** A line for HISTORY about the program and the list of files. */
  readonly origin: () => string;
  /** Reads a cutout from disk, in a thread. */
  readonly readStamp: (file: string, source: SkyPosition) => Promise<Stamp>;
  readonly onState: (state: Versioned<CutoutsState>) => void;
}

/** A run and what came of it so far. */
interface Run extends ChosenRun {
  readonly id: number;
  /** By source and path. */
  readonly results: Map<string, CutoutResult>;
}

const PROGRESS_INTERVAL_MS = 100;

/** Cutouts for a window: one run at a time, whose results stay until the next one. */
export class CutoutsService {
  readonly #deps: CutoutsDeps;
  #state: CutoutsState = { kind: 'none' };
  #revision = 0;
  #run: Run | null = null;
  #lastId: number;
  /** Whether a run is being chosen, so that a second one does not begin meanwhile. */
  #isBeginning = false;
  #isCancelled = false;
  #planners = 0;
  /** A pause that began before a run holds for it, too. */
  #waitingUntilMs: number | null = null;
  readonly #tell = atMostEvery(PROGRESS_INTERVAL_MS, () => this.#deps.onState(this.state()));

  /** @param startedAtMs runs are numbered from here, so that none has the number of an earlier process's run */
  constructor(deps: CutoutsDeps, startedAtMs: number) {
    this.#deps = deps;
    this.#lastId = startedAtMs;
  }

  state(): Versioned<CutoutsState> {
    return { revision: this.#revision, value: this.#state };
  }

  /** Plans cutouts for one page. */
  planner(): CutoutsPlanner {
    this.#planners += 1;
    const asker = this.#planners;
    const { engine, isConnected } = this.#deps;
    return createCutoutsPlanner({
      choose: (asked) => this.#choose(asked),
      cost: ({ input }) => engine.call('planCutouts', { ...input, asker }),
      isConnected,
    });
  }

  /** Begins a run. Throws AppError `in-use` while one is under way, and `bad-usage` for one that needs a connection. */
  async start(asked: CutoutsAsked): Promise<void> {
    if (this.#isBeginning || this.#state.kind === 'running') {
      throw new AppError(
        'in-use',
        'Cutouts are already being fetched. Wait for them, or stop them.',
      );
    }
    this.#isBeginning = true;
    try {
      const chosen = await this.#choose(asked);
      const { imagesToFetch } = await this.#planOf(chosen);
      if (imagesToFetch > 0 && !this.#deps.isConnected()) {
        throw new AppError(
          'bad-usage',
          `Connect to get cutouts: ${formatNumberOf(imagesToFetch, 'image')} ${imagesToFetch === 1 ? 'is' : 'are'} not on this disk.`,
        );
      }
      const { outputFolder } = chosen.input;
      try {
        makeFolder(outputFolder);
      } catch (error) {
        throw mapDiskError(error, outputFolder);
      }
      this.#lastId += 1;
      this.#isCancelled = false;
      const run = { ...chosen, id: this.#lastId, results: new Map<string, CutoutResult>() };
      this.#run = run;
      const images = run.input.images.length;
      const waits = this.#waitingUntilMs !== null && this.#waitingUntilMs > Date.now();
      const waitingUntilMs = waits ? this.#waitingUntilMs : null;
      const start = { imagesDone: 0, images, bytes: 0, waitingUntilMs };
      this.#set({ kind: 'running', run: factsOf(run), ...start });
      void this.#fetch(run);
    } finally {
      this.#isBeginning = false;
    }
  }

  /** Continues the last run: what is complete stays. Throws as {@link start} does. */
  async resume(): Promise<void> {
    if (this.#run === null) throw new AppError('bad-usage', 'There are no cutouts to continue.');
    await this.start(this.#run.asked);
  }

  async cancel(): Promise<void> {
    if (this.#state.kind !== 'running') return;
    this.#isCancelled = true;
    await this.#deps.engine.call('stopCutouts', null);
  }

  /** Takes the engine's progress. */
  progress({ imagesDone, images, bytes, results }: CutoutEvents['cutouts']): void {
    if (this.#state.kind !== 'running' || this.#run === null) return;
    this.#keep(this.#run, results);
    this.#state = { ...this.#state, imagesDone, images, bytes };
    this.#revision += 1;
    this.#tell();
  }

  /** Dropbox asked for a pause until then, or accepts calls again (null). */
  waiting(waitingUntilMs: number | null): void {
    this.#waitingUntilMs = waitingUntilMs;
    if (this.#state.kind === 'running') this.#set({ ...this.#state, waitingUntilMs });
  }

  sources(id: number): CutoutsAsked['sources'] {
    return this.#shown(id).asked.sources;
  }

  cells(id: number, source: number): readonly CutoutCell[] {
    const run = this.#shown(id);
    const resultOf = (path: string) => run.results.get(keyOf(source, path));
    return cellsOf(run, source, resultOf, this.#state.kind === 'running');
  }

  /** The pixels of a cutout. Throws AppError `bad-usage` where there is none. */
  async stamp(id: number, source: number, path: string): Promise<Stamp> {
    const { asked, input, results } = this.#shown(id);
    const file = results.get(keyOf(source, path))?.file ?? null;
    const position = asked.sources[source];
    if (file === null || position === undefined) {
      throw new AppError('bad-usage', 'There is no such cutout.');
    }
    return await this.#deps.readStamp(join(input.outputFolder, file), position);
  }

  /** Writes a picture of a source's cutouts beside them, and replaces none. @returns the file */
  async saveSheet(
    id: number,
    source: number,
    as: 'png' | 'pdf',
    bytes: Uint8Array,
  ): Promise<string> {
    const { asked, input } = this.#shown(id);
    const label = sourceLabels(asked.sources)[source];
    if (label === undefined) throw new AppError('bad-usage', 'There is no such source.');
    const name = label.isShared ? label.placed : label.plain;
    const file = await freeName(input.outputFolder, name, as);
    await writeOwnAtomically(file, bytes, FOR_OTHERS);
    return file;
  }

  /** The table of a run. */
  tableOf(id: number): string {
    return tableIn(this.#shown(id).input.outputFolder);
  }

  close(): void {
    this.#tell.cancel();
  }

  async #choose(asked: CutoutsAsked): Promise<ChosenRun> {
    const { value } = await this.#deps.catalogue.get();
    const { outputFolder, linkKey } = this.#deps;
    return chooseRun(asked, value, { outputFolder: outputFolder(), linkKey: linkKey() });
  }

  async #planOf(chosen: ChosenRun): Promise<CutoutsPlan> {
    const { engine, isConnected } = this.#deps;
    return planOf(chosen, await engine.call('planCutouts', chosen.input), isConnected());
  }

  async #fetch(run: Run): Promise<void> {
    const { engine, origin } = this.#deps;
    let output: CutoutsOutput = { results: [], bytes: 0, calls: 0, halted: null };
    try {
      output = await engine.call('cut', { ...run.input, history: [origin()] });
      this.#keep(run, output.results);
      const rows = tableRows([...run.results.values()], run.chosen);
      await writeCutoutsTable(run.input.outputFolder, rows, run.asked.sources);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      output = { ...output, halted: { code: errorCode(error) ?? 'api', message } };
    }
    this.#end(run, output);
  }

  #end(run: Run, { bytes, calls, halted }: CutoutsOutput): void {
    if (this.#state.kind !== 'running') return;
    const count = (...outcomes: readonly string[]): number =>
      [...run.results.values()].filter(({ outcome }) => outcomes.includes(outcome)).length;
    const { imagesDone, images } = this.#state;
    const problem: Failure | null = this.#isCancelled
      ? { code: 'cancelled', message: 'Stopped. Complete cutouts stay.' }
      : halted;
    this.#tell.cancel();
    this.#set({
      kind: 'ended',
      run: factsOf(run),
      imagesDone,
      images,
      bytes,
      calls,
      cut: count('cut'),
      kept: count('kept'),
      withoutValue: count('not-covered', 'all-nan'),
      notThere: count('not-there'),
      failed: count('failed'),
      stopped: count('stopped'),
      problem,
    });
  }

  #keep(run: Run, results: readonly CutoutResult[]): void {
    for (const result of results) run.results.set(keyOf(result.source, result.path), result);
  }

  #shown(id: number): Run {
    if (this.#run?.id === id) return this.#run;
    throw new AppError('bad-usage', 'These cutouts are no longer shown: another run has begun.');
  }

  #set(state: CutoutsState): void {
    this.#state = state;
    this.#revision += 1;
    this.#deps.onState(this.state());
  }
}

function keyOf(source: number, path: string): string {
  return `${source} ${path}`;
}

function factsOf({ id, asked, input }: Run) {
  const { name, sources, sizeDeg, products, stokes } = asked;
  const { outputFolder } = input;
  return { id, name, sources: sources.length, sizeDeg, products, stokes, outputFolder };
}
