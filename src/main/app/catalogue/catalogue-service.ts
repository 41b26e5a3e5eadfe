import type { ListingSource, Listing } from '#main/engine/contract/listing-calls.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { atMostEvery } from '#main/system/time/at-most-every.ts';
import {
  type Bitset,
  clearBit,
  createBitset,
  fullBitset,
  setBit,
} from '#shared/catalogue/bitset.ts';
import { type Catalogue, pathsOf, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { formatListing } from '#shared/catalogue/format-listing.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';
import type { ListingInfo, Selection, Versioned } from '#shared/ipc/contract.ts';

export interface CatalogueDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  /** Where files are looked for on disk. */
  readonly outputFolder: () => string;
  readonly onInfo: (info: Versioned<ListingInfo>) => void;
  readonly onDiskChanged: (revision: number) => void;
}

type Source = ListingInfo['source'];
type Progress = NonNullable<ListingInfo['crawl']>;

interface Shown {
  readonly listing: Listing;
  readonly revision: number;
  readonly source: Source;
}

interface OnDisk {
  readonly revision: number;
  readonly folder: string;
  readonly words: Uint32Array;
}

interface Heard {
  readonly path: string;
  readonly mark: typeof setBit;
}

/** Files of the present listing. */
export interface ChosenRows {
  readonly catalogue: Catalogue;
  readonly revision: number;
  /** What the engine calls this listing. */
  readonly listingId: number;
  readonly rows: Bitset;
}

/** Whoever watches sees a crawl go on, and files appear on disk, this often at most. */
const TELL_CRAWL_EVERY_MS = 100;
const TELL_DISK_EVERY_MS = 1_000;

/**
 * Connecting can change the listing twice in no time, from the built-in to the stored to the crawled one, before a
 * page has even heard of it. Together the earlier ones that are kept have no more files than this, or are only one.
 */
const MAX_EARLIER_FILES = 250_000;

/** The listing that is browsed, and what of it is on disk. */
export class CatalogueService {
  readonly #deps: CatalogueDeps;
  /** Revisions of an earlier run of the program must not be taken for ours. */
  readonly #firstRevision: number;
  #shown: Promise<Shown>;
  #hasFailed = false;
  #isClosed = false;
  #current: Shown | null = null;
  /** What was shown before, the newest first: selections that were made on it are still carried over. */
  #earlier: readonly Shown[] = [];
  #crawl: Progress | null = null;
  #crawling: Promise<void> | null = null;
  /** Why the last crawl has failed. */
  #problem: ConnectionProblem | null = null;
  #infoRevision: number;
  #onDisk: OnDisk | null = null;
  #scanning: Promise<unknown> = Promise.resolve();
  /** Of files that came or went during the look at the disk that is under way, and may have passed them by. */
  #heard: Heard[] | null = null;
  readonly #tellCrawl = atMostEvery(TELL_CRAWL_EVERY_MS, () => this.#tell());
  readonly #tellDisk = atMostEvery(TELL_DISK_EVERY_MS, () => {
    if (this.#current !== null) this.#deps.onDiskChanged(this.#current.revision);
  });

  /** @param startedAtMs milliseconds since 1970 */
  constructor(deps: CatalogueDeps, startedAtMs: number) {
    this.#deps = deps;
    this.#firstRevision = startedAtMs;
    this.#infoRevision = startedAtMs;
    this.#shown = this.#loadBuiltin();
  }

  /** What is shown. After a failure at the start the built-in listing is read again for whoever asks next. */
  #now(): Promise<Shown> {
    if (this.#hasFailed && this.#current === null) this.#shown = this.#loadBuiltin();
    return this.#shown;
  }

  #loadBuiltin(): Promise<Shown> {
    this.#hasFailed = false;
    const loading = this.#load({ kind: 'builtin' }, 'builtin').then((shown) => shown!);
    // Whoever asks for it hears of a failure; until then nobody does.
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
  async listingId(): Promise<number> {
    return (await this.#now()).listing.id;
  }

  async info(): Promise<Versioned<ListingInfo>> {
    return this.#infoOf(await this.#now());
  }

  /** Shows another listing. @returns its problems; null where there is none, and nothing is changed */
  async show(from: ListingSource, source: Source): Promise<readonly string[] | null> {
    await this.#shown.catch(() => undefined);
    // The built-in one is always the same; whoever looks at it need not get all of it again.
    if (from.kind === 'builtin' && this.#current?.source === 'builtin') {
      return this.#current.listing.problems;
    }
    const shown = await this.#load(from, source);
    return shown === null ? null : shown.listing.problems;
  }

  /** The engine has begun again and knows of no listing: it makes the one that is shown once more. */
  async again(): Promise<void> {
    const shown = await this.#shown.catch(() => null);
    this.#onDisk = null;
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

  get listedAtMs(): number {
    return this.#current?.listing.listedAtMs ?? 0;
  }

  /** Lists the shared folder anew and shows that. Whoever asks while it is under way waits for the same. */
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
      return { catalogue, revision, listingId: listing.id, rows: bitsetOf(selection, catalogue) };
    }
    const origin = this.#earlier.find((each) => each.revision === selection.catalogueRevision);
    if (origin === undefined) {
      throw new AppError(
        'bad-usage',
        'The listing has changed since this selection was made. Look at it again.',
      );
    }
    const before = origin.listing.catalogue;
    const paths = pathsOf(before, bitsetOf(selection, before));
    const { rows } = rowsOfPaths(catalogue, paths);
    return { catalogue, revision, listingId: listing.id, rows };
  }

  async rowsOfPaths(paths: Iterable<string>): Promise<{
    readonly selection: Selection;
    readonly missing: readonly string[];
  }> {
    const { revision, listing } = await this.#now();
    const { rows, missing } = rowsOfPaths(listing.catalogue, paths);
    return { selection: { catalogueRevision: revision, words: rows.words }, missing };
  }

  /** Which files are on disk with the listed size; looked up when it is asked for first. */
  async onDisk(): Promise<Selection> {
    const scanned = this.#scanning.catch(() => undefined).then(() => this.#scan());
    this.#scanning = scanned;
    const { revision, words } = await scanned;
    return { catalogueRevision: revision, words };
  }

  /** A file was brought, or found good, below `outputFolder`. */
  fileIsThere(path: string, outputFolder: string): void {
    this.#markOnDisk(path, outputFolder, setBit);
  }

  /** A file was found damaged or missing below `outputFolder`. */
  fileIsNotGood(path: string, outputFolder: string): void {
    this.#markOnDisk(path, outputFolder, clearBit);
  }

  #markOnDisk(path: string, outputFolder: string, mark: typeof setBit): void {
    // A queue that closes, or a check, still tells of the folder that was there before.
    if (outputFolder !== this.#deps.outputFolder()) return;
    this.#heard?.push({ path, mark });
    const known = this.#onDisk;
    const shown = this.#current;
    if (known === null || shown === null || known.revision !== shown.revision) return;
    if (known.folder !== outputFolder) return;
    if (markRow(shown.listing.catalogue, known.words, { path, mark })) this.#tellDisk();
  }

  /** Files are looked for elsewhere from now on. */
  folderChanged(): void {
    this.#onDisk = null;
    this.#tellDisk();
  }

  close(): void {
    this.#isClosed = true;
    this.#tellCrawl.cancel();
    this.#tellDisk.cancel();
  }

  async #scan(): Promise<OnDisk> {
    for (;;) {
      const { revision, listing } = await this.#now();
      const outputFolder = this.#deps.outputFolder();
      const known = this.#onDisk;
      if (known?.revision === revision && known.folder === outputFolder) return known;
      const heard: Heard[] = [];
      this.#heard = heard;
      try {
        const { words } = await this.#deps.engine.call('findOnDisk', {
          listingId: listing.id,
          outputFolder,
        });
        for (const each of heard) markRow(listing.catalogue, words, each);
        this.#onDisk = { revision, folder: outputFolder, words };
      } catch (error) {
        // A change of the connection ends all work of the engine; the disk is there all the same.
        const isToGoOn = errorCode(error) === 'cancelled' && !this.#isClosed;
        // Another listing came meanwhile: then that is the one to look for.
        if (!isToGoOn && (await this.#now()).revision === revision) throw error;
      } finally {
        this.#heard = null;
      }
    }
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
    if (this.#current !== null) this.#earlier = withinRoom([this.#current, ...this.#earlier]);
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

/** The newest of these, and those after it that there is room for. */
function withinRoom(newestFirst: readonly Shown[]): readonly Shown[] {
  let files = 0;
  const end = newestFirst.findIndex(({ listing }, place) => {
    files += listing.catalogue.length;
    return place > 0 && files > MAX_EARLIER_FILES;
  });
  return end === -1 ? newestFirst : newestFirst.slice(0, end);
}

/** A selection's words over a catalogue; bits behind the last row are of no meaning and go. */
function bitsetOf({ words }: Selection, { length }: Catalogue): Bitset {
  const bits = createBitset(length);
  bits.words.set(words.subarray(0, bits.words.length));
  const last = bits.words.length - 1;
  if (last >= 0 && length % 32 !== 0) bits.words[last]! &= (1 << (length % 32)) - 1;
  return bits;
}

/** @returns whether the file is in the catalogue */
function markRow(catalogue: Catalogue, words: Uint32Array, { path, mark }: Heard): boolean {
  const row = rowOfPath(catalogue, path);
  if (row !== -1) mark({ length: catalogue.length, words }, row);
  return row !== -1;
}

function rowsOfPaths(
  catalogue: Catalogue,
  paths: Iterable<string>,
): { readonly rows: Bitset; readonly missing: readonly string[] } {
  const rows = createBitset(catalogue.length);
  const missing: string[] = [];
  for (const path of paths) {
    const row = rowOfPath(catalogue, path);
    if (row === -1) missing.push(path);
    else setBit(rows, row);
  }
  return { rows, missing };
}
