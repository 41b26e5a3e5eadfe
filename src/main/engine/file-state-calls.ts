import { type Catalogue, fileAt, rowOfPath } from '#shared/catalogue/catalogue.ts';
import type { JobState } from '#shared/downloads/job.ts';
import { byteOf, type FileState } from '#shared/library/file-state.ts';
import type { CheckedFile, VerifyResult } from '#shared/library/verify-result.ts';
import type { FileStateCalls } from './contract/file-state-calls.ts';
import type { HandlersOf } from './contract/part.ts';
import type { CurrentQueue } from './current-queue.ts';
import type { Checks } from './verify/verify-files.ts';

export interface FileStateDeps {
  readonly catalogueOf: (catalogueId: number) => Catalogue;
  readonly current: Pick<CurrentQueue, 'queue'>;
  readonly checks: Pick<Checks, 'found'>;
}

/** A file in one of these is still to come. */
const UNFINISHED: readonly JobState[] = [
  'queued',
  'active',
  'verifying',
  'paused',
  'waiting-for-auth',
];

const STATE_OF: Readonly<Record<VerifyResult, FileState>> = {
  verified: 'verified',
  'size-only': 'listed',
  'not-known': 'listed',
  damaged: 'damaged',
  unreadable: 'damaged',
  missing: 'listed',
  foreign: 'listed',
};

/** Whether a file was verified by a hash that an earlier listing had. */
function isOutdated(catalogue: Catalogue, { path, result, contentHash }: CheckedFile): boolean {
  const row = rowOfPath(catalogue, path);
  if (row === -1 || result !== 'verified' || contentHash === null) return false;
  const listed = fileAt(catalogue, row).contentHash;
  return listed !== null && listed !== contentHash;
}

/** The engine's call about the state of each file. */
export function createFileStateCalls({
  catalogueOf,
  current,
  checks,
}: FileStateDeps): HandlersOf<FileStateCalls> {
  return {
    async fileStates({ catalogueId, outputFolder, withResults }) {
      const catalogue = catalogueOf(catalogueId);
      const states = new Uint8Array(catalogue.length);
      const mark = (path: string, state: FileState): void => {
        const row = rowOfPath(catalogue, path);
        if (row !== -1) states[row] = byteOf(state);
      };
      const { queue } = current;
      if (queue?.outputFolder === outputFolder) {
        for (const state of UNFINISHED) {
          const paths = queue.made.queue.paths({ kind: 'state', state });
          for (const path of paths) mark(path, 'queued');
        }
      }
      if (withResults) {
        for (const found of checks.found(outputFolder)) {
          const state = STATE_OF[found.result];
          if (state !== 'listed' && !isOutdated(catalogue, found)) mark(found.path, state);
        }
      }
      return { states };
    },
  };
}
