import { setImmediate } from 'node:timers/promises';
import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import type { VerifyInput, VerifySummary } from '#main/engine/contract/verify-calls.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { FileEvent } from '#shared/downloads/snapshot.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { Selection, Versioned } from '#shared/ipc/contract.ts';
import type {
  LibraryScope,
  LibraryState,
  NotableFile,
  NotablePage,
  NotableQuery,
} from '#shared/library/library-state.ts';
import {
  isNotable,
  NOTABLE_RESULTS,
  type VerifyResult,
  type VerifyProgress,
} from '#shared/library/verify-result.ts';

import { Repairs } from './repairs.ts';

export interface LibraryDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly catalogue: Pick<
    CatalogueService,
    'catalogueId' | 'rowsOf' | 'rowsOfPaths' | 'onDisk' | 'fileIsNotGood'
  >;
  readonly downloads: Pick<DownloadsService, 'add'>;
  readonly outputFolder: () => string;
  /** The files of a selection with all that is known of them. */
  readonly wantedFiles: (selection: Selection) => Promise<readonly WantedFile[]>;
  readonly onState: (state: Versioned<LibraryState>) => void;
}

/** What is fetched again. What can't be read may be good, and what is foreign is not ours. */
const REPAIRABLE: ReadonlySet<VerifyResult> = new Set(['damaged', 'missing']);

/** The event loop handles other work after this many files. */
const FILES_A_TURN = 500;

type ListingInput = VerifyInput & {
  readonly scope: Extract<VerifyInput['scope'], { readonly kind: 'listing' }>;
};

const UNCHECKED: LibraryState = { kind: 'unchecked', problem: null };

/** Checks what is on disk for a window, and repairs it through the queue. */
export class LibraryService {
  readonly #deps: LibraryDeps;
  #state: LibraryState = UNCHECKED;
  /** Of the last verification, as it found them, in the catalogue's order. */
  #notable: readonly Omit<NotableFile, 'repaired'>[] = [];
  #repairs = new Repairs();
  #revision = 0;

  constructor(deps: LibraryDeps) {
    this.#deps = deps;
  }

  state(): Versioned<LibraryState> {
    return { revision: this.#revision, value: this.#state };
  }

  /**
   * Begins to check a selection, or everything where it is null; the state tells the rest. Throws AppError `in-use`
   * while a check is under way, and `bad-usage` for a selection of a listing that is gone.
   */
  async begin(selection: Selection | null, withSha256: boolean): Promise<void> {
    if (this.#state.kind === 'checking') {
      throw new AppError(
        'in-use',
        'Files are already being verified. Wait for that run, or stop it.',
      );
    }
    const before = this.#state;
    const scope: LibraryScope = selection === null ? 'everything' : 'selection';
    this.#set({ kind: 'checking', scope, progress: null });
    try {
      const input = await this.#inputFor(selection, withSha256);
      void this.#check(scope, input, () => this.#inputFor(selection, withSha256));
    } catch (error) {
      this.#set(before);
      throw error;
    }
  }

  /** What the engine says of the check that is under way. */
  progress(progress: VerifyProgress): void {
    if (this.#state.kind === 'checking') this.#set({ ...this.#state, progress });
  }

  async cancel(): Promise<void> {
    await this.#deps.engine.call('stopVerify', null);
  }

  /** A slice of the files that need attention, and of those that were repaired since. */
  notable({ result, offset, limit }: NotableQuery): NotablePage {
    if (this.#state.kind !== 'checked') return { total: 0, rows: [] };
    const repairs = this.#repairs;
    const wanted = this.#notable.filter(({ path, result: found }) => {
      if (result === null) return true;
      return (repairs.of(path) === null ? found : 'repaired') === result;
    });
    const rows = wanted.slice(offset, offset + limit).map((file) => {
      const repaired = repairs.of(file.path);
      return { ...file, size: repaired === null ? file.size : repaired.size, repaired };
    });
    return { total: wanted.length, rows };
  }

  /**
   * Puts what is damaged or missing into the queue, to be fetched whatever was known of it. What is damaged stays
   * where it is until its replacement is complete and checked.
   */
  async repair(): Promise<number> {
    const { catalogue, downloads, wantedFiles } = this.#deps;
    const repairs = this.#repairs;
    const bad = this.#notable.filter(
      ({ path, result }) => REPAIRABLE.has(result) && repairs.of(path) === null,
    );
    const { selection } = await catalogue.rowsOfPaths(bad.map(({ path }) => path));
    const files = await wantedFiles(selection);
    if (files.length === 0) {
      throw new AppError('bad-usage', 'None of these files is in the current listing.');
    }
    // Before they are added: a small file is here before the answer is.
    const wanted = new Set(files.map(({ path }) => path));
    repairs.begin(bad.filter(({ path }) => wanted.has(path)));
    await downloads.add(files, true);
    if (this.#state.kind === 'checked') {
      this.#set({ ...this.#state, isRepairing: this.#repairs.left > 0 });
    }
    return files.length;
  }

  /**
   * Takes what happened to files below `outputFolder`: repaired files of the last verification are good again. Late events
   * of another folder have paths of the same names, and repair nothing here.
   */
  filesHappened(events: readonly FileEvent[], outputFolder: string): void {
    if (this.#state.kind !== 'checked' || this.#state.outputFolder !== outputFolder) return;
    const counts = this.#repairs.take(events, this.#state.counts, Date.now());
    if (counts === null) return;
    this.#set({
      ...this.#state,
      counts,
      repairable: counts.damaged.files + counts.missing.files,
      isRepairing: this.#repairs.left > 0,
      repaired: this.#repairs.counts,
    });
  }

  /** The last check for others: as `sha256sum` writes it, or as CSV. Throws AppError `bad-usage` where there is none. */
  async manifest(as: 'sums' | 'table'): Promise<string> {
    return (await this.#deps.engine.call('manifest', null))[as];
  }

  /** Files are somewhere else from now on: what was found says nothing of them. */
  async folderChanged(): Promise<void> {
    if (this.#state.kind === 'checking') await this.cancel();
    else this.#set(UNCHECKED);
  }

  async #inputFor(selection: Selection | null, withSha256: boolean): Promise<ListingInput> {
    const { catalogue, outputFolder } = this.#deps;
    const rest = { outputFolder: outputFolder(), withSha256 };
    if (selection === null) {
      const catalogueId = await catalogue.catalogueId();
      return {
        ...rest,
        scope: { kind: 'listing', catalogueId, words: null },
        missing: 'downloaded',
      };
    }
    const { catalogueId, rows } = await catalogue.rowsOf(selection);
    return { ...rest, scope: { kind: 'listing', catalogueId, words: rows.words }, missing: 'all' };
  }

  /** @param renew the same request of the listing that is shown by then */
  async #check(
    scope: LibraryScope,
    input: ListingInput,
    renew: () => Promise<ListingInput>,
  ): Promise<void> {
    const { engine, outputFolder } = this.#deps;
    try {
      const found = await this.#verify(input, renew);
      if (outputFolder() !== input.outputFolder) {
        this.#set(UNCHECKED);
        return;
      }
      const { counts } = found;
      const repairable = counts.damaged.files + counts.missing.files;
      const all = { results: NOTABLE_RESULTS, offset: 0, limit: -1 };
      const notable = (await engine.call('checked', all)).rows.flatMap(
        ({ path, result, why, size }) => (isNotable(result) ? [{ path, result, why, size }] : []),
      );
      const bad = notable.filter(({ result }) => REPAIRABLE.has(result));
      if (bad.length > 0) {
        await this.#unmark(
          bad.map(({ path }) => path),
          input.outputFolder,
        );
      }
      this.#notable = notable;
      this.#repairs = new Repairs();
      this.#set({
        kind: 'checked',
        scope,
        outputFolder: input.outputFolder,
        ...found,
        repairable,
        isRepairing: false,
        repaired: this.#repairs.counts,
      });
    } catch (error) {
      const code = errorCode(error);
      const message = error instanceof Error ? error.message : String(error);
      // The user stopped it, so there is no problem to show.
      this.#set({ kind: 'unchecked', problem: code === 'cancelled' ? null : { code, message } });
    }
  }

  async #verify(input: ListingInput, renew: () => Promise<ListingInput>): Promise<VerifySummary> {
    const { engine, catalogue } = this.#deps;
    try {
      return await engine.call('verify', input);
    } catch (error) {
      // A crawl came to its end just then: its listing is the one to check by.
      if ((await catalogue.catalogueId()) === input.scope.catalogueId) throw error;
      return await engine.call('verify', await renew());
    }
  }

  /** Files that are bad no longer count as being on disk. */
  async #unmark(paths: readonly string[], outputFolder: string): Promise<void> {
    const { catalogue } = this.#deps;
    // What is on disk is known by sizes; a look at these must not come after and undo what was found.
    await catalogue.onDisk();
    for (const [index, path] of paths.entries()) {
      catalogue.fileIsNotGood(path, outputFolder);
      if (index % FILES_A_TURN === 0) await setImmediate();
    }
  }

  #set(state: LibraryState): void {
    this.#state = state;
    this.#revision += 1;
    this.#deps.onState(this.state());
  }
}
