import type { DiskAct } from './disk-recorder.ts';

/** What a disk loses as a whole or not at all. */
const PAGE_BYTES = 4_096;

export interface PowerCut {
  /** So many acts had been asked of the disk. */
  readonly after: number;
  /** Whether something that was not synced made it to the disk all the same; asked once for each page and name. */
  readonly survives: () => boolean;
}

interface Inode {
  /** What was on the disk when it was last synced. */
  safe: Buffer;
  /** What the program sees. */
  seen: Buffer;
}

type Names = Map<string, Inode>;

/**
 * The files that may be found when the power comes back: of what was not synced, any page may be as it was before, the
 * length may be the old one, and of the names that were made, changed or taken away, any may be as they were. Only the
 * order of changes to the same name is kept.
 *
 * @returns bytes by path
 */
export function afterPowerCut(
  acts: readonly DiskAct[],
  { after, survives }: PowerCut,
): ReadonlyMap<string, Buffer> {
  const seen: Names = new Map();
  /** Changes of names since the last sync of their folder, each of them undone or not. */
  let unsafe: ((on: Names) => void)[] = [];
  const safe: Names = new Map();
  const rename = (change: (on: Names) => void): void => {
    change(seen);
    unsafe.push(change);
  };
  for (const act of acts.slice(0, after)) {
    const inode = seen.get(act.file);
    switch (act.kind) {
      case 'create': {
        const made: Inode = { safe: Buffer.alloc(0), seen: Buffer.alloc(0) };
        rename((on) => on.set(act.file, made));
        break;
      }
      case 'write':
        inode!.seen = written(inode!.seen, act.at, act.bytes);
        break;
      case 'truncate':
        inode!.seen = resized(inode!.seen, act.size);
        break;
      case 'sync':
        // Of a folder: all the names in it so far.
        if (inode === undefined) {
          for (const change of unsafe) change(safe);
          unsafe = [];
        } else {
          inode.safe = Buffer.from(inode.seen);
        }
        break;
      case 'rename':
        rename((on) => {
          // Where the making of the old name was lost, the new one still leads to the same bytes.
          on.delete(act.file);
          on.set(act.to, inode!);
        });
        break;
      case 'unlink':
        rename((on) => on.delete(act.file));
        break;
      default:
        throw new TypeError(`No such act: ${String(act satisfies never)}`);
    }
  }
  for (const change of unsafe) if (survives()) change(safe);
  return new Map([...safe].map(([file, inode]) => [file, torn(inode, survives)]));
}

function torn({ safe, seen }: Inode, survives: () => boolean): Buffer {
  if (safe.equals(seen)) return safe;
  const found = resized(safe, survives() ? seen.length : safe.length);
  for (let at = 0; at < found.length; at += PAGE_BYTES) {
    if (survives()) seen.copy(found, at, at, Math.min(at + PAGE_BYTES, found.length));
  }
  return found;
}

function resized(bytes: Buffer, size: number): Buffer {
  const result = Buffer.alloc(size);
  bytes.copy(result, 0, 0, Math.min(size, bytes.length));
  return result;
}

function written(bytes: Buffer, at: number, more: Buffer): Buffer {
  const result = resized(bytes, Math.max(bytes.length, at + more.length));
  more.copy(result, at);
  return result;
}
