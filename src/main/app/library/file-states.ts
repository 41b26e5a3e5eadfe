import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { atMostEvery } from '#main/system/time/at-most-every.ts';
import { hasBit } from '#shared/catalogue/bitset.ts';
import { type Catalogue, rowOfPath } from '#shared/catalogue/catalogue.ts';
import type { FileEvent, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { errorCode } from '#shared/errors/app-error.ts';
import type { FileStates } from '#shared/ipc/contract.ts';
import { byteOf } from '#shared/library/file-state.ts';
import type { LibraryState } from '#shared/library/library-state.ts';

export interface FileStatesDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly catalogue: Pick<CatalogueService, 'get' | 'catalogueId' | 'onDisk'>;
  readonly outputFolder: () => string;
  readonly onChanged: () => void;
}

/** What the engine knows, without the files on disk. */
interface Known {
  readonly revision: number;
  readonly outputFolder: string;
  readonly catalogue: Catalogue;
  readonly states: Uint8Array;
}

interface Heard {
  readonly events: readonly FileEvent[];
  readonly outputFolder: string;
}

/** Changes are sent at most this often. */
const CHANGES_INTERVAL_MS = 1_000;

const LISTED = byteOf('listed');
const QUEUED = byteOf('queued');
const ON_DISK = byteOf('on-disk');
const VERIFIED = byteOf('verified');
const DAMAGED = byteOf('damaged');

/**
 * The state of each file of the listing on view. Asks the engine once for a listing and folder, and again after the queue
 * has other files or a verification has ended; between these, it follows the events of single files.
 */
export class FileStatesService {
  readonly #deps: FileStatesDeps;
  #known: Known | null = null;
  /** Grows whenever what the engine answered may be outdated. */
  #changes = 0;
  /** Events during a call to the engine, whose answer may lack them; null between calls. */
  #heard: Heard[] | null = null;
  #jobs = { all: 0, ended: 0 };
  #hasResults = false;
  /** What was downloaded since the last verification, whose results the engine keeps: path, and its state now. */
  readonly #repaired = new Map<string, number>();
  #isClosed = false;
  #asking: Promise<unknown> = Promise.resolve();
  readonly #tell = atMostEvery(CHANGES_INTERVAL_MS, () => this.#deps.onChanged());

  constructor(deps: FileStatesDeps) {
    this.#deps = deps;
  }

  async get(): Promise<FileStates> {
    const asked = this.#asking.catch(() => undefined).then(() => this.#get());
    this.#asking = asked;
    return await asked;
  }

  /** Reports a change, at most once a second. */
  tell(): void {
    if (!this.#isClosed) this.#tell();
  }

  /** Files that end are reported by events. Other changes of the queue leave fewer ended files, or other files. */
  queueChanged({ totals }: QueueSnapshot): void {
    const before = this.#jobs;
    const all = Object.values(totals).reduce((sum, { files }) => sum + files, 0);
    const ended = totals.done.files + totals.failed.files;
    this.#jobs = { all, ended };
    if (all !== before.all || ended < before.ended) this.#forget();
  }

  /** A verification began or ended, or its results no longer hold. */
  libraryChanged({ kind }: LibraryState): void {
    const hasResults = kind === 'checked';
    if (hasResults === this.#hasResults) return;
    this.#hasResults = hasResults;
    this.#repaired.clear();
    this.#forget();
  }

  filesHappened(events: readonly FileEvent[], outputFolder: string): void {
    this.#heard?.push({ events, outputFolder });
    if (this.#hasResults) this.#noteRepaired(events, outputFolder);
    if (this.#known !== null) take(this.#known, events, outputFolder);
    this.tell();
  }

  close(): void {
    this.#isClosed = true;
    this.#tell.cancel();
  }

  #forget(): void {
    this.#changes += 1;
    this.#known = null;
    this.tell();
  }

  #noteRepaired(events: readonly FileEvent[], outputFolder: string): void {
    if (outputFolder !== this.#deps.outputFolder()) return;
    for (const event of events) {
      if (event.kind === 'done') this.#repaired.set(event.path, stateOfDone(event));
    }
  }

  async #get(): Promise<FileStates> {
    for (;;) {
      const { catalogueRevision, words } = await this.#deps.catalogue.onDisk();
      const known = await this.#ask(catalogueRevision);
      if (known === null) continue;
      const onDisk = { length: known.catalogue.length, words };
      const states = known.states.map((state, row) => stateOf(state, hasBit(onDisk, row)));
      return { catalogueRevision, states };
    }
  }

  /** Null if there is another listing or folder, or the queue has changed, since the question was asked. */
  async #ask(revision: number): Promise<Known | null> {
    const { engine, catalogue } = this.#deps;
    const outputFolder = this.#deps.outputFolder();
    const now = this.#known;
    if (now?.revision === revision && now.outputFolder === outputFolder) return now;
    const shown = await catalogue.get();
    const catalogueId = await catalogue.catalogueId();
    const changes = this.#changes;
    const heard: Heard[] = [];
    this.#heard = heard;
    try {
      const withResults = this.#hasResults;
      const input = { catalogueId, outputFolder, withResults };
      const { states } = await engine.call('fileStates', input);
      if (shown.revision !== revision || (await catalogue.get()).revision !== revision) return null;
      if (changes !== this.#changes || outputFolder !== this.#deps.outputFolder()) return null;
      const known = { revision, outputFolder, catalogue: shown.value, states };
      for (const [path, state] of this.#repaired) repair(known, path, state);
      for (const { events, outputFolder: of } of heard) take(known, events, of);
      this.#known = known;
      return known;
    } catch (error) {
      // A new listing has overtaken the question, or a change of the connection has ended the engine's work.
      const isOvertaken = (await catalogue.get()).revision !== revision;
      if (isOvertaken || (errorCode(error) === 'cancelled' && !this.#isClosed)) return null;
      throw error;
    } finally {
      this.#heard = null;
    }
  }
}

/** Applies what happened to files. Which of them are on disk is known elsewhere. */
function take(known: Known, events: readonly FileEvent[], outputFolder: string): void {
  if (outputFolder !== known.outputFolder) return;
  for (const event of events) {
    if (event.kind !== 'done' && event.kind !== 'failed') continue;
    if (event.kind === 'done') repair(known, event.path, stateOfDone(event));
    const row = rowOfPath(known.catalogue, event.path);
    if (row !== -1 && known.states[row] === QUEUED) known.states[row] = LISTED;
  }
}

/** A damaged file that was downloaded again is good. */
function repair({ catalogue, states }: Known, path: string, state: number): void {
  const row = rowOfPath(catalogue, path);
  if (row !== -1 && states[row] === DAMAGED) states[row] = state;
}

function stateOfDone({ assurance }: FileEvent & { readonly kind: 'done' }): number {
  return assurance === 'verified' ? VERIFIED : LISTED;
}

/** @param state what the engine knows */
function stateOf(state: number, isOnDisk: boolean): number {
  if (state === DAMAGED) return DAMAGED;
  if (!isOnDisk) return state === QUEUED ? QUEUED : LISTED;
  return state === VERIFIED ? VERIFIED : ON_DISK;
}
