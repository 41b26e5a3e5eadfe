import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { atMostEvery } from '#main/system/time/at-most-every.ts';
import type { setBit } from '#shared/catalogue/bitset.ts';
import { type Catalogue, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { errorCode } from '#shared/errors/app-error.ts';
import type { Shown } from './shown-listing.ts';

export interface DiskMarksDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly outputFolder: () => string;
  /** The listing on view; null until the first is loaded. */
  readonly current: () => Shown | null;
  /** The listing on view, when it is loaded. */
  readonly shown: () => Promise<Shown>;
  readonly onChanged: (revision: number) => void;
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

/** Changes of the files on disk are sent at most this often. */
const CHANGES_INTERVAL_MS = 1_000;

/** Which rows of the listing on view are on disk with the listed size. */
export class DiskMarks {
  readonly #deps: DiskMarksDeps;
  #known: OnDisk | null = null;
  #isClosed = false;
  #scanning: Promise<unknown> = Promise.resolve();
  /** Files that appeared or disappeared during the present scan, which may have missed them. */
  #heard: Heard[] | null = null;
  readonly #tell = atMostEvery(CHANGES_INTERVAL_MS, () => {
    const current = this.#deps.current();
    if (current !== null) this.#deps.onChanged(current.revision);
  });

  constructor(deps: DiskMarksDeps) {
    this.#deps = deps;
  }

  /** Scans the output folder unless that was done for the listing on view. */
  async get(): Promise<OnDisk> {
    const scanned = this.#scanning.catch(() => undefined).then(() => this.#scan());
    this.#scanning = scanned;
    return await scanned;
  }

  mark(path: string, outputFolder: string, mark: typeof setBit): void {
    // A queue that closes, or a verification, still reports files of the folder before.
    if (outputFolder !== this.#deps.outputFolder()) return;
    this.#heard?.push({ path, mark });
    const known = this.#known;
    const shown = this.#deps.current();
    if (known === null || shown === null || known.revision !== shown.revision) return;
    if (known.folder !== outputFolder) return;
    if (markRow(shown.listing.catalogue, known.words, { path, mark })) this.#tell();
  }

  /** The next request scans again. */
  forget(): void {
    this.#known = null;
  }

  /** Reports a change, at most once a second. */
  tell(): void {
    this.#tell();
  }

  close(): void {
    this.#isClosed = true;
    this.#tell.cancel();
  }

  async #scan(): Promise<OnDisk> {
    for (;;) {
      const { revision, listing } = await this.#deps.shown();
      const outputFolder = this.#deps.outputFolder();
      const known = this.#known;
      if (known?.revision === revision && known.folder === outputFolder) return known;
      const heard: Heard[] = [];
      this.#heard = heard;
      try {
        const { words } = await this.#deps.engine.call('findOnDisk', {
          catalogueId: listing.id,
          outputFolder,
        });
        for (const each of heard) markRow(listing.catalogue, words, each);
        this.#known = { revision, folder: outputFolder, words };
      } catch (error) {
        // A change of the connection ends all work of the engine; the files are still on disk.
        const isToGoOn = errorCode(error) === 'cancelled' && !this.#isClosed;
        // Another listing came in the meantime: then scan for that one.
        if (!isToGoOn && (await this.#deps.shown()).revision === revision) throw error;
      } finally {
        this.#heard = null;
      }
    }
  }
}

/** @returns whether the file is in the catalogue */
function markRow(catalogue: Catalogue, words: Uint32Array, { path, mark }: Heard): boolean {
  const row = rowOfPath(catalogue, path);
  if (row !== -1) mark({ length: catalogue.length, words }, row);
  return row !== -1;
}
