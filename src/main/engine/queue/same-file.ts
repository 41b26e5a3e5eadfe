import type { WantedFile } from '#shared/downloads/job.ts';

/** Whether two say the same of a file: its size, its revision, and what its bytes have to come to. */
export function isSameFile(a: WantedFile, b: WantedFile): boolean {
  return (
    a.size === b.size &&
    a.rev === b.rev &&
    a.contentHash === b.contentHash &&
    a.checksum?.algorithm === b.checksum?.algorithm &&
    a.checksum?.hex === b.checksum?.hex
  );
}
