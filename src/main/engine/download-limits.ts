import { readFileSync } from 'node:fs';
import { writeAtomicallySync } from '#main/system/disk/write-atomically-sync.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { ByteBudget, type SpentBytes } from '#shared/downloads/byte-budget.ts';
import type { DownloadOptions } from './contract/queue-calls.ts';
import { Pace } from './transfer/pace.ts';

/** Bytes per second and per day, for all downloads of this process. */
export class DownloadLimits {
  readonly pace: Pace;
  readonly budget: ByteBudget;
  readonly #file: string;

  /** @param file where the bytes of the day are kept from one start to the next */
  constructor(file: string, clock: Clock) {
    this.#file = file;
    this.pace = new Pace(clock);
    this.budget = new ByteBudget(readSpent(file), clock.now());
  }

  get hasLimit(): boolean {
    return this.pace.isLimited || this.budget.hasLimit;
  }

  set({ speedLimit = null, dailyLimit = null }: DownloadOptions): void {
    this.pace.bytesPerSecond = speedLimit;
    this.budget.limit = dailyLimit;
  }

  /** Writes the bytes of the day to disk if they are limited. */
  save(): void {
    if (this.budget.hasLimit) writeSpent(this.#file, this.budget.spent);
  }
}

/** The bytes of the day; null if the file cannot be read. */
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
    writeAtomicallySync(file, JSON.stringify(spent));
  } catch {
    // The next start then counts the day from zero, which is no reason to fail this run.
  }
}
