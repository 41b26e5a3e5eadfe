import type { ListingSource, Listing } from '#main/engine/contract/listing-calls.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { atMostEvery } from '#main/system/time/at-most-every.ts';
import { type Bitset, clearBit, fullBitset, setBit } from '#shared/catalogue/bitset.ts';
import { type Catalogue, pathsOf } from '#shared/catalogue/catalogue.ts';
import type { FoundPaths } from '#shared/catalogue/find-paths.ts';
import { formatListing } from '#shared/catalogue/format-listing.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';
import type { ListingChanges, ListingInfo, Selection, Versioned } from '#shared/ipc/contract.ts';
import { DiskMarks } from './disk-marks.ts';
import { EarlierListings } from './earlier-listings.ts';
import { bitsetOf, rowsOfPaths } from './selected-rows.ts';
import type { Shown, Source } from './shown-listing.ts';

export interface CatalogueDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  /** Where files are looked for on disk. */
  readonly outputFolder: () => string;
  readonly onInfo: (info: Versioned<ListingInfo>) => void;
  readonly onDiskChanged: (revision: number) => void;
}

type Progress = NonNullable<ListingInfo['crawl']>;

/** Files of the present listing. */
export interface ChosenRows {
  readonly catalogue: Catalogue;
  readonly revision: number;
  /** What the engine calls this listing. */
  readonly catalogueId: number;
  readonly rows: Bitset;
}

/** Progress of a crawl is sent at most this often. */
const CRAWL_INTERVAL_MS = 100;

/** The listing that is browsed, and what of it is on disk. */
export class CatalogueService {
  readonly #deps: CatalogueDeps;
  /** Revisions of an earlier run of the program must not be taken for ours. */
  readonly #firstRevision: number;
  #shown: Promise<Shown>;
  #hasFailed = false;
  #current: Shown | null = null;
  readonly #earlier = new EarlierListings();
  #crawl: Progress | null = null;
  #crawling: Promise<void> | null = null;
  /** Why the last crawl has failed. */
  #problem: ConnectionProblem | null = null;
  #infoRevision: number;
  readonly #marks: DiskMarks;
  readonly #tellCrawl = atMostEvery(CRAWL_INTERVAL_MS, () => this.#tell());

  /** @param startedAtMs milliseconds since 1970 */
  constructor(deps: CatalogueDeps, startedAtMs: number) {
    this.#deps = deps;
    this.#firstRevision = startedAtMs;
    this.#infoRevision = startedAtMs;
    this.#marks = new DiskMarks({
      engine: deps.engine,
      outputFolder: deps.outputFolder,
      current: () => this.#current,
      shown: () => this.#now(),
      onChanged: deps.onDiskChanged,
    });
    this.#shown = this.#loadBuiltin();
  }

  /** What is shown. After a failure at the start, the next request reads the built-in listing again. */
  #now(): Promise<Shown> {
    if (this.#hasFailed && this.#current === null) this.#shown = this.#loadBuiltin();
    return this.#shown;
  }

  #loadBuiltin(): Promise<Shown> {
    this.#hasFailed = false;
    const loading = this.#load({ kind: 'builtin' }, 'builtin').then((shown) => shown!);
    // The next caller receives a failure; until then it is not an unhandled rejection.
    loading.catch(() => {
      this.#hasFailed = true;
    });
    return loading;
  }

  async get(): Promise<Versioned<Catalogue>> {
    const { revision, listing } = await this.#now();
    return { revision, value: listing.catalogue };
  }

  /** What the engine calls the listing that is shown. */
  async catalogueId(): Promise<number> {
    return (await this.#now()).listing.id;
  }

  async info(): Promise<Versioned<ListingInfo>> {
    return this.#infoOf(await this.#now());
  }

  /** How the listing on view differs from the one before. */
  async changes(): Promise<ListingChanges> {
    const { revision, listing } = await this.#now();
    const changes = await this.#deps.engine.call('listingChanges', { catalogueId: listing.id });
    return { catalogueRevision: revision, changes };
  }

  /** Shows another listing. @returns its problems; null where there is none, and nothing is changed */
  async show(from: ListingSource, source: Source): Promise<readonly string[] | null> {
    await this.#shown.catch(() => undefined);
    // The built-in listing never changes, so a window that shows it need not load it again.
    if (from.kind === 'builtin' && this.#current?.source === 'builtin') {
      return this.#current.listing.problems;
    }
    const shown = await this.#load(from, source);
    return shown === null ? null : shown.listing.problems;
  }

  /** The engine has begun again and knows of no listing: it makes the one that is shown once more. */
  async again(): Promise<void> {
    const shown = await this.#shown.catch(() => null);
    this.#marks.forget();
    if (shown === null || shown.source === 'builtin') {
      await this.#load({ kind: 'builtin' }, 'builtin');
    } else if (shown.source === 'demo') {
      await this.#load({ kind: 'demo' }, 'demo');
    } else {
      const { catalogue, listedAtMs } = shown.listing;
      const paths = [...pathsOf(catalogue, fullBitset(catalogue.length))];
      const text = formatListing(paths, new Date(listedAtMs));
      await this.#load({ kind: 'text', text }, shown.source);
    }
  }

  /** The listing that is shown is `builtin`, `crawled` … */
  get source(): Source | null {
    return this.#current?.source ?? null;
  }

  /** Whether the listing that is shown has sizes: from a crawl, not only from names. */
  get isCrawled(): boolean {
    const sizes = this.#current?.listing.catalogue.sizes;
    return sizes !== undefined && sizes.some((size) => size >= 0);
  }

  get listedAtMs(): number {
    return this.#current?.listing.listedAtMs ?? 0;
  }

  /** Lists the shared folder again and shows the result. Calls made meanwhile wait for the same run. */
  async refresh(request: {
    readonly linkKey: string | null;
    readonly includeLegacy: boolean;
    readonly source: Source;
  }): Promise<void> {
    this.#crawling ??= this.#refresh(request).finally(() => {
      this.#crawling = null;
    });
    await this.#crawling;
  }

  /** Resolves when no crawl is under way, however it ended. */
  async whenListed(): Promise<void> {
    await this.#crawling?.catch(() => undefined);
  }

  progress(progress: Progress): void {
    if (this.#crawling === null) return;
    this.#crawl = progress;
    this.#tellCrawl();
  }

  /**
   * The rows that a selection means now. One that was made on an earlier listing is carried over by its paths.
   * Throws AppError `bad-usage`.
   */
  async rowsOf(selection: Selection): Promise<ChosenRows> {
    const { revision, listing } = await this.#now();
    const { catalogue } = listing;
    if (selection.catalogueRevision === revision) {
      return { catalogue, revision, catalogueId: listing.id, rows: bitsetOf(selection, catalogue) };
    }
    const origin = this.#earlier.of(selection.catalogueRevision);
    if (origin === undefined) {
      throw new AppError(
        'bad-usage',
        'The listing has changed since this selection was made. Look at it again.',
      );
    }
    const before = origin.listing.catalogue;
    const paths = pathsOf(before, bitsetOf(selection, before));
    const { rows } = rowsOfPaths(catalogue, paths);
    return { catalogue, revision, catalogueId: listing.id, rows };
  }

  async rowsOfPaths(
    paths: Iterable<string>,
  ): Promise<Omit<FoundPaths, 'rows'> & { readonly selection: Selection }> {
    const { revision, listing } = await this.#now();
    const { rows, respelled, missing } = rowsOfPaths(listing.catalogue, paths);
    const selection = { catalogueRevision: revision, words: rows.words };
    return { selection, respelled, missing };
  }

  /** The files on disk with the listed size; scanned at the first request. */
  async onDisk(): Promise<Selection> {
    const { revision, words } = await this.#marks.get();
    return { catalogueRevision: revision, words };
  }

  /** A file was downloaded, or found good, below `outputFolder`. */
  fileIsThere(path: string, outputFolder: string): void {
    this.#marks.mark(path, outputFolder, setBit);
  }

  /** A file was found damaged or missing below `outputFolder`. */
  fileIsNotGood(path: string, outputFolder: string): void {
    this.#marks.mark(path, outputFolder, clearBit);
  }

  /** From now on another output folder is scanned. */
  folderChanged(): void {
    this.#marks.forget();
    this.#marks.tell();
  }

  close(): void {
    this.#tellCrawl.cancel();
    this.#marks.close();
  }

  async #load(from: ListingSource, source: Source): Promise<Shown | null> {
    const listing = await this.#deps.engine.call('loadListing', from);
    return listing === null ? null : this.#show(listing, source);
  }

  async #refresh({
    linkKey,
    includeLegacy,
    source,
  }: {
    readonly linkKey: string | null;
    readonly includeLegacy: boolean;
    readonly source: Source;
  }): Promise<void> {
    this.#crawl = { foldersDone: 0, foldersFound: 1, filesFound: 0 };
    this.#problem = null;
    this.#tell();
    try {
      const listing = await this.#deps.engine.call('refreshListing', { linkKey, includeLegacy });
      this.#crawl = null;
      this.#show(listing, source);
    } catch (error) {
      const code = errorCode(error);
      const message = error instanceof Error ? error.message : String(error);
      if (code !== 'cancelled') this.#problem = { code, message };
      throw error;
    } finally {
      this.#tellCrawl.cancel();
      if (this.#crawl !== null) {
        this.#crawl = null;
        this.#tell();
      }
    }
  }

  #show(listing: Listing, source: Source): Shown {
    const shown = { listing, source, revision: this.#firstRevision + listing.id };
    // Answers may overtake each other; the engine's latest counts.
    if (this.#current !== null && this.#current.revision > shown.revision) return this.#current;
    if (this.#current !== null) this.#earlier.add(this.#current);
    this.#current = shown;
    this.#problem = null;
    this.#shown = Promise.resolve(shown);
    this.#tell();
    return shown;
  }

  #tell(): void {
    if (this.#current === null) return;
    this.#infoRevision += 1;
    this.#deps.onInfo(this.#infoOf(this.#current));
  }

  #infoOf({ revision, source, listing }: Shown): Versioned<ListingInfo> {
    return {
      revision: this.#infoRevision,
      value: {
        source,
        catalogueRevision: revision,
        listedAtMs: listing.listedAtMs,
        files: listing.catalogue.length,
        crawl: this.#crawl,
        ...(this.#problem === null ? {} : { problem: this.#problem }),
      },
    };
  }
}
