import { randomUUID } from 'node:crypto';
import { readFileSync, statfsSync, statSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * File systems that store files on another machine, or in a program: they may lose written data while this machine is
 * up. Magic numbers of NFS, SMB (three), FUSE, Ceph, AFS, Lustre, 9P. Source: Linux, statfs(2).
 */
const REMOTE: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x00c36400, 0x5346414f, 0x0bd00bd0,
  0x01021997,
]);

/** Whether a folder is on another machine, or in a program's file system; false if that is unknown. */
export function isRemote(folder: string): boolean {
  return REMOTE.has(statfsSync(folder).type);
}

/** Identifies the machine's current boot: by its id on Linux, elsewhere by the minute in which it started. */
function boot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // If a clock correction moves that minute, part files are read once more than needed, which is safe.
    return `minute ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}

/**
 * A text that stays the same while unsynced writes to `folder` can be trusted: the same boot, the same disk. On remote
 * file systems it differs at each call.
 */
export function bootMark(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  const remote = isRemote(folder) ? ` ${randomUUID()}` : '';
  return `${boot()} ${dev} ${ino}${remote}`;
}
