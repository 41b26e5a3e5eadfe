import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import process from 'node:process';
import { z } from 'zod';
import { errnoOf } from '#main/system/disk/disk-error.ts';

/** Messages show these texts, and other users can write to the lock. So they are short, and control characters are replaced. */
const text = z
  .string()
  .max(300)
  .transform((value) => value.replaceAll(/[^\x20-\x7E\u00A0-\u{10FFFF}]/gu, '?'));
const textOrNone = text.nullable().default(null);

const schema = z.object({
  pid: z.number().int().positive(),
  host: text,
  user: textOrNone,
  /** When the process started, in the kernel's ticks. Distinguishes a reused pid. Null if it is unknown. */
  startTicks: textOrNone,
  /** The machine's boot and the namespace of process ids. A pid is comparable only if both equal ours. */
  boot: textOrNone,
  pidNamespace: textOrNone,
  /** Identifies one acquisition of the lock. Null in locks of versions without a heartbeat. */
  id: textOrNone,
});

/** Who wrote a lock. */
export type Holder = z.infer<typeof schema>;

/** Null if the lock has other content, or none yet. */
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
 * Whether the process of a lock has certainly ended, so that nobody has to watch the lock. Only this kernel knows its own
 * process ids: a lock of another host, container or boot proves nothing.
 *
 * @param isOurs whether this thread holds the lock
 */
export function isProvablyDead(holder: Holder, self: Holder, isOurs: boolean): boolean {
  const isSameKernel = self.boot !== null && holder.boot === self.boot;
  const isSameSpace = self.pidNamespace !== null && holder.pidNamespace === self.pidNamespace;
  if (!isSameKernel || !isSameSpace || holder.startTicks === null) return false;
  // Only one thread of a process holds locks. If it is not this one, it has ended.
  if (holder.pid === self.pid && holder.startTicks === self.startTicks) return !isOurs;
  return !runs(holder.pid, holder.startTicks);
}

/** Whether an earlier version of the program, which has no heartbeat, runs on this host. */
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
  // Some systems hide the processes of other users.
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

/** In a container a user may have an id without a name. */
function userName(): string | null {
  return orNone(() => userInfo().username);
}

function orNone<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
