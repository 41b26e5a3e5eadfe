import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * A text that stays the same while the machine is up and differs after it was started again. Linux has an id
 * for that. Elsewhere the minute in which the machine started stands in for it; when a clock correction moves
 * that minute, parts are read once more than needed, which is the safe side.
 */
export function bootMark(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `minute ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
