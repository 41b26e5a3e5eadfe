import { randomUUID } from 'node:crypto';
import { readFileSync, statfsSync, statSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * File systems that keep files on another machine, or in a program: what was written to them may be lost while this
 * machine is up. Magic numbers of NFS, SMB (three), FUSE, Ceph, AFS, Lustre, 9P. Source: Linux, statfs(2).
 */
const REMOTE: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x00c36400, 0x5346414f, 0x0bd00bd0,
  0x01021997,
]);

/** Whether a folder is kept on another machine, or by a program; false where that can't be known. */
export function isRemote(folder: string): boolean {
  return REMOTE.has(statfsSync(folder).type);
}

/** The machine's present boot. Linux has an id for it; elsewhere the minute in which it started stands in. */
function boot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // When a clock correction moves that minute, parts are read once more than needed, which is the safe side.
    return `minute ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}

/**
 * A text that stays the same as long as what was written to `folder` without waiting for the disk can be relied on
 * to be there: the same boot, the same disk. On remote file systems it is another one each time.
 */
export function bootMark(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  const remote = isRemote(folder) ? ` ${randomUUID()}` : '';
  return `${boot()} ${dev} ${ino}${remote}`;
}
