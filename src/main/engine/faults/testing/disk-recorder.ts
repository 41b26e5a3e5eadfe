import fs, { type PathLike } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The disk operations, in order. */
export type DiskAct =
  | { readonly kind: 'create'; readonly file: string }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  /** After this operation the data of a file, or the names in a folder, are on the disk itself. */
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly file: string };

export interface DiskRecorder {
  readonly acts: readonly DiskAct[];
  /** Ends the recording. */
  stop(): void;
}

/**
 * Records all operations on files whose path begins with `folder`, and passes them on unchanged. Modules that keep their
 * own references to functions of `fs` must be loaded after it.
 */
export async function recordDisk(folder: string): Promise<DiskRecorder> {
  const acts: DiskAct[] = [];
  const names = new Map<number, string>();
  const isBelow = (file: PathLike): file is string =>
    typeof file === 'string' && file.startsWith(folder);
  const note = (fd: number, act: (file: string) => DiskAct): void => {
    const file = names.get(fd);
    if (file !== undefined) acts.push(act(file));
  };
  const undo: (() => void)[] = [];
  const wrap = <T extends object, K extends keyof T>(on: T, key: K, by: (real: T[K]) => T[K]) => {
    const real = on[key];
    on[key] = by(real);
    undo.push(() => {
      on[key] = real;
    });
  };
  const opened = (file: PathLike, flags: unknown, fd: number, wasThere: boolean): void => {
    if (!isBelow(file)) return;
    names.set(fd, file);
    if (!wasThere) acts.push({ kind: 'create', file });
    else if (flags === 'w') acts.push({ kind: 'truncate', file, size: 0 });
  };

  wrap(fs, 'openSync', (real) => (file, flags, mode) => {
    const wasThere = fs.existsSync(file);
    const fd = real(file, flags, mode);
    opened(file, flags, fd, wasThere);
    return fd;
  });
  wrap(
    fs,
    'writeSync',
    (real) =>
      ((fd: number, bytes: Buffer, offset?: number, length?: number, position?: number | null) => {
        const written = real(fd, bytes, offset, length, position);
        const from = offset ?? 0;
        // Without a position, the whole file is written from its start in one step.
        const at = position ?? from;
        note(fd, (file) => ({
          kind: 'write',
          file,
          at,
          bytes: Buffer.from(bytes.subarray(from, from + written)),
        }));
        return written;
      }) as typeof real,
  );
  wrap(fs, 'ftruncateSync', (real) => (fd, size) => {
    real(fd, size);
    note(fd, (file) => ({ kind: 'truncate', file, size: size ?? 0 }));
  });
  wrap(
    fs,
    'fdatasync',
    (real) =>
      ((fd: number, done: fs.NoParamCallback) =>
        real(fd, (error) => {
          if (error === null) note(fd, (file) => ({ kind: 'sync', file }));
          done(error);
        })) as typeof real,
  );
  wrap(fs, 'renameSync', (real) => (from, to) => {
    real(from, to);
    if (isBelow(from)) acts.push({ kind: 'rename', file: from, to: String(to) });
  });
  wrap(fs, 'unlinkSync', (real) => (file) => {
    real(file);
    if (isBelow(file)) acts.push({ kind: 'unlink', file });
  });
  wrap(fs, 'rmSync', (real) => (file, options) => {
    const wasThere = fs.existsSync(file);
    real(file, options);
    if (isBelow(file) && wasThere) acts.push({ kind: 'unlink', file });
  });
  wrap(fs.promises, 'open', (real) => async (file, flags, mode) => {
    const wasThere = fs.existsSync(file);
    const handle = await real(file, flags, mode);
    opened(file, flags, handle.fd, wasThere);
    return handle;
  });
  wrap(fs.promises, 'rename', (real) => async (from, to) => {
    await real(from, to);
    if (isBelow(from)) acts.push({ kind: 'rename', file: from, to: String(to) });
  });
  wrap(fs.promises, 'unlink', (real) => async (file) => {
    await real(file);
    if (isBelow(file)) acts.push({ kind: 'unlink', file });
  });
  const probe = join(tmpdir(), `faults-probe-${process.pid}`);
  const handle = await open(probe, 'w');
  const methods = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  fs.rmSync(probe);
  wrap(
    methods,
    'write',
    (real) =>
      async function write(this: FileHandle, bytes: Buffer, ...rest: number[]) {
        const result = await Reflect.apply(real, this, [bytes, ...rest]);
        const [offset = 0, , position = 0] = rest;
        note(this.fd, (file) => ({
          kind: 'write',
          file,
          at: position,
          bytes: Buffer.from(bytes.subarray(offset, offset + result.bytesWritten)),
        }));
        return result;
      } as typeof real,
  );
  wrap(
    methods,
    'writev',
    (real) =>
      async function writev(this: FileHandle, chunks: readonly Buffer[], at?: number | null) {
        const result = await Reflect.apply(real, this, [chunks, at]);
        const bytes = Buffer.concat(chunks).subarray(0, result.bytesWritten);
        note(this.fd, (file) => ({ kind: 'write', file, at: at ?? 0, bytes }));
        return result;
      } as typeof real,
  );
  wrap(
    methods,
    'truncate',
    (real) =>
      async function truncate(this: FileHandle, size?: number) {
        await Reflect.apply(real, this, [size]);
        note(this.fd, (file) => ({ kind: 'truncate', file, size: size ?? 0 }));
      },
  );
  for (const key of ['sync', 'datasync'] as const) {
    wrap(
      methods,
      key,
      (real) =>
        async function sync(this: FileHandle) {
          await Reflect.apply(real, this, []);
          note(this.fd, (file) => ({ kind: 'sync', file }));
        },
    );
  }
  syncBuiltinESMExports();
  return {
    acts,
    stop() {
      for (const step of undo.toReversed()) step();
      syncBuiltinESMExports();
    },
  };
}
