import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import process from 'node:process';
import { z } from 'zod';
import { errnoOf } from '#main/system/disk/disk-error.ts';

/** Others may write into the output folder, and what they write there is shown: short texts without control characters. */
const text = z
  .string()
  .max(300)
  .transform((value) => value.replaceAll(/[^\x20-\x7E\u00A0-\u{10FFFF}]/gu, '?'));
const textOrNone = text.nullable().default(null);

const schema = z.object({
  pid: z.number().int().positive(),
  host: text,
  user: textOrNone,
  /** The process's start as the kernel counts it; tells a pid that was given again. Null where it can't be had. */
  startTicks: textOrNone,
  /** The machine's boot and the namespace of process ids. Only where both are ours does a pid mean what it means here. */
  boot: textOrNone,
  pidNamespace: textOrNone,
  /** Names one holding of the lock. Null in locks of versions that had no heartbeat. */
  id: textOrNone,
});

/** Who wrote a lock. */
export type Holder = z.infer<typeof schema>;

/** Null for a lock that holds something else, or nothing yet. */
export function parseHolder(content: string): Holder | null {
  try {
    return schema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

/** This process, as the holder `id`. */
export function describeSelf(id: string): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    user: userName(),
    startTicks: startTicks(process.pid),
    boot: orNone(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: orNone(() => readlinkSync('/proc/self/ns/pid')),
    id,
  };
}

/**
 * Whether the process of a lock is gone for certain, so that nobody has to watch the lock. Certain is only what this very
 * kernel says of its own process ids: never what another host, container or boot has written.
 *
 * @param isOurs whether this thread holds the lock
 */
export function isProvablyDead(holder: Holder, self: Holder, isOurs: boolean): boolean {
  const isSameKernel = self.boot !== null && holder.boot === self.boot;
  const isSameSpace = self.pidNamespace !== null && holder.pidNamespace === self.pidNamespace;
  if (!isSameKernel || !isSameSpace || holder.startTicks === null) return false;
  // One thread of a process holds locks. Where it is not this one, it has ended.
  if (holder.pid === self.pid && holder.startTicks === self.startTicks) return !isOurs;
  return !runs(holder.pid, holder.startTicks);
}

/** Whether an earlier version of the program, which has no heartbeat, is at work on this host. */
export function isSilentButAlive({ id, host, pid, startTicks: ticks }: Holder): boolean {
  return id === null && host === hostname() && ticks !== null && runs(pid, ticks);
}

function runs(pid: number, ticks: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errnoOf(error) === 'ESRCH') return false;
  }
  if (isZombie(pid)) return false;
  const now = startTicks(pid);
  // Of other users' processes some systems show nothing.
  return now === null || now === ticks;
}

/** Whether it has ended, and only its parent has not asked how: in a container whose first program waits for nobody, for good. */
function isZombie(pid: number): boolean {
  return statFields(pid)?.[0] === 'Z';
}

/** Field 22 of /proc/PID/stat. */
function startTicks(pid: number): string | null {
  return statFields(pid)?.[19] ?? null;
}

/** The fields of /proc/PID/stat from the third, the state; the name before it may hold spaces and brackets. */
function statFields(pid: number): readonly string[] | null {
  return orNone(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  });
}

/** In a container a user may have a number and no name. */
function userName(): string | null {
  return orNone(() => userInfo().username);
}

function orNone<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
