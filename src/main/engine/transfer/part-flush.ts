import type { FileHandle } from 'node:fs/promises';
import type { PartJournal } from './part-journal.ts';

/** Bytes written between two requests to flush them to the disk. */
const EVERY_BYTES = 64 * 1024 * 1024;

/** What a flush needs of a file. */
type Syncable = Pick<FileHandle, 'sync' | 'datasync'>;

/**
 * Flushes a part file to the disk while the rest of it is still downloading, so that a large file does not wait for all
 * of its bytes at the end.
 *
 * The OS reports a failed write-back only once, and then discards those bytes. After such an error all blocks of the
 * part file are discarded, in the journal first, so that a process started after a crash discards them, too.
 */
export class PartFlush {
  readonly #handle: Syncable;
  readonly #journal: PartJournal;
  #unflushed = 0;
  #underWay: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(handle: Syncable, journal: PartJournal) {
    this.#handle = handle;
    this.#journal = journal;
  }

  /** Counts written bytes. Throws Node's error of an earlier flush; these bytes are discarded then. */
  wrote(bytes: number): void {
    if (this.#failure !== null) throw this.#failure.error;
    this.#unflushed += bytes;
    if (this.#unflushed < EVERY_BYTES || this.#underWay !== null) return;
    this.#unflushed = 0;
    this.#underWay = this.#handle
      .datasync()
      .catch((error: unknown) => {
        this.#failure ??= { error };
        this.#journal.forgetAll();
      })
      // A journal that can't be written either is tried once more at the end.
      .catch(() => undefined)
      .finally(() => {
        this.#underWay = null;
      });
  }

  /**
   * Resolves when all that was written is on the disk itself. Throws Node's file-system errors, those of earlier
   * flushes too; the journal is empty then.
   */
  async finish(): Promise<void> {
    await this.settle();
    try {
      if (this.#failure !== null) throw this.#failure.error;
      await this.#handle.sync();
    } catch (error) {
      this.#journal.forgetAll();
      throw error;
    }
  }

  /** Waits for a flush that is under way. After one that failed the journal is empty. */
  async settle(): Promise<void> {
    await this.#underWay;
    if (this.#failure !== null) this.#journal.forgetAll();
  }
}
