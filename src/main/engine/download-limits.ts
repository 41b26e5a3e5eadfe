import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomicallySync } from '#main/system/disk/write-atomically-sync.ts';
import { linkKey } from '#main/system/paths/link-key.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { ByteBudget, type SpentBytes } from '#shared/downloads/byte-budget.ts';
import type { LimitRecord } from './limit-record.ts';
import { createByteLimits } from './transfer/byte-limits.ts';
import { Pace } from './transfer/pace.ts';

/**
 * The limits of this process, kept in files for the next one.
 *
 * @param home the program's own folder
 */
export function createDownloadLimits(home: string, clock: Clock): LimitRecord {
  const budgetFile = join(home, 'budget.json');
  const gateFile = (sharedUrl: string): string => join(home, 'gates', `${linkKey(sharedUrl)}.json`);
  const pace = new Pace(clock);
  const budget = new ByteBudget(spentOf(read(budgetFile)), clock.now());
  const bytes = createByteLimits(pace, budget, clock);
  return {
    get hasLimit() {
      return bytes.hasLimit;
    },
    take: (count) => bytes.take(count),
    usedUpUntilMs: () => bytes.usedUpUntilMs(),
    set({ speedLimit = null, dailyLimit = null }) {
      pace.bytesPerSecond = speedLimit;
      budget.limit = dailyLimit;
    },
    save() {
      if (budget.hasLimit) write(budgetFile, budget.spent);
    },
    gateMemory: (sharedUrl) => read(gateFile(sharedUrl)),
    keepGateMemory: (sharedUrl, memory) => write(gateFile(sharedUrl), memory),
  };
}

/** Null if the value is not what was written. */
function spentOf(value: unknown): SpentBytes | null {
  const { day, bytes } = (value ?? {}) as Partial<SpentBytes>;
  return typeof day === 'string' && typeof bytes === 'number' ? { day, bytes } : null;
}

/** Null if the file cannot be read. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function write(file: string, value: SpentBytes | object): void {
  try {
    writeAtomicallySync(file, JSON.stringify(value));
  } catch {
    // The next start then counts or learns again, which is no reason to fail this run.
  }
}
