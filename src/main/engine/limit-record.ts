import type { GateMemory } from '#shared/dropbox/gate-policy.ts';
import type { DownloadOptions } from './contract/queue-calls.ts';
import type { ByteLimits } from './transfer/byte-limits.ts';

/**
 * The one record of what Dropbox and the user allow: the rate, the day's bytes, and for each shared link its pause and
 * learned rate. Nothing else keeps any of it, so a record that several processes share needs no other change.
 */
export interface LimitRecord extends ByteLimits {
  set(options: Pick<DownloadOptions, 'speedLimit' | 'dailyLimit'>): void;
  /** Keeps the bytes of the day for the next start, if they are limited. */
  save(): void;
  /** What an earlier process learned of a link; the gate validates it. Null if nothing is known. */
  gateMemory(sharedUrl: string): unknown;
  /** Keeps it for the next process. Never throws. */
  keepGateMemory(sharedUrl: string, memory: GateMemory): void;
}
