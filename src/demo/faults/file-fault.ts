import { z } from 'zod';
import type { Shelf } from '../shelf/shelf.ts';

/** What becomes of a file just before a call about it is answered. It stays so until the demo is reset. */
export const fileFaultSchema = z.discriminatedUnion('kind', [
  /** Other bytes, another rev and hash. */
  z.object({ kind: z.literal('change') }),
  z.object({ kind: z.literal('vanish') }),
]);

export type FileFault = z.output<typeof fileFaultSchema>;

const KINDS: ReadonlySet<string> = new Set(
  fileFaultSchema.options.map(({ shape }) => shape.kind.value),
);

export function isFileFault(fault: { readonly kind: string }): fault is FileFault {
  return KINDS.has(fault.kind);
}

export function afflictFile(shelf: Shelf, path: string | null, faults: readonly FileFault[]): void {
  const file = path === null ? null : shelf.filePath(path);
  if (file === null) return;
  for (const { kind } of faults) {
    if (kind === 'change') shelf.change(file);
    else shelf.remove(file);
  }
}
