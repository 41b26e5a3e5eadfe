import type { WantedFile } from '#shared/downloads/job.ts';

/** Whether two descriptions of a file agree in size, revision and hashes. */
export function isSameFile(a: WantedFile, b: WantedFile): boolean {
  return (
    a.size === b.size &&
    a.rev === b.rev &&
    a.contentHash === b.contentHash &&
    a.checksum?.algorithm === b.checksum?.algorithm &&
    a.checksum?.hex === b.checksum?.hex
  );
}
