import type { FileHandle } from 'node:fs/promises';
import type { PartJournal } from './part-journal.ts';

/** So much is written before the disk is asked to keep it. */
const EVERY_BYTES = 64 * 1024 * 1024;

/** What a flush needs of a file. */
type Syncable = Pick<FileHandle, 'sync' | 'datasync'>;

/**
 * Has a part put on the disk itself while the rest of it is still on its way, so that a large file does not wait for all
 * of its bytes at its end.
 *
 * A system tells just once that it could not write what it had taken, and then has forgotten those bytes: when that
 * happens nothing that was journalled can be believed, and it is taken back at once, before anybody may end the program.
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

  /** Hears that so many bytes more were written. Throws Node's error of an earlier flush: then they count for nothing. */
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
