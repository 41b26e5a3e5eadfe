import type { DiskAct } from './disk-recorder.ts';

/** A disk loses a page as a whole or not at all. */
const PAGE_BYTES = 4_096;

export interface PowerCut {
  /** The number of disk operations before the cut. */
  readonly after: number;
  /** Whether an unsynced change reached the disk anyway; called once for each page and name. */
  readonly survives: () => boolean;
}

interface Inode {
  /** The content on the disk at the last sync. */
  safe: Buffer;
  /** The content that the program sees. */
  seen: Buffer;
}

type Names = Map<string, Inode>;

/**
 * The files that may be found when the power returns. Of unsynced data, any page may be the old one, and the length may
 * be the old one. Of created, changed or deleted names, any may be the old ones. Only the order of changes to the same
 * name is kept.
 *
 * @returns bytes by path
 */
export function afterPowerCut(
  acts: readonly DiskAct[],
  { after, survives }: PowerCut,
): ReadonlyMap<string, Buffer> {
  const seen: Names = new Map();
  /** Changes of names since the last sync of their folder, each of which may be lost. */
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
        // The sync of a folder covers all its names so far.
        if (inode === undefined) {
          for (const change of unsafe) change(safe);
          unsafe = [];
        } else {
          inode.safe = Buffer.from(inode.seen);
        }
        break;
      case 'rename':
        rename((on) => {
          // If the creation of the old name was lost, the new one still refers to the same bytes.
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
