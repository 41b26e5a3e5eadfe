import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { targetOf } from '#main/engine/transfer/target.ts';
import { openDownloadMemory } from './download-memory.ts';
import { findForeign, type ForeignSearch } from './find-foreign.ts';
import { verifyLibrary } from './verify-library.ts';
import { workerCount } from './worker-count.ts';
import { CUTOUTS_FOLDER, DEMO_FOLDER } from '#main/system/paths/paths.ts';
import { atMostEvery } from '#main/system/time/at-most-every.ts';
import { type Catalogue, fileAt, pathAt } from '#shared/catalogue/catalogue.ts';
import { rowsOf } from '#shared/catalogue/bitset.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { manifestTable, manifestText } from '#shared/library/manifest.ts';
import {
  type CheckedFile,
  countResults,
  type VerifyProgress,
} from '#shared/library/verify-result.ts';
import type {
  CheckedPage,
  CheckedQuery,
  VerifyInput,
  VerifySummary,
} from '../contract/verify-calls.ts';

/** Minimum time between two progress reports. */
const REPORT_EVERY_MS = 100;

export interface ChecksDeps {
  /** The catalogue of a listing; throws AppError if there is a newer listing. */
  readonly catalogueOf: (catalogueId: number) => Catalogue;
  readonly queueFileOf: (outputFolder: string) => string;
  readonly onProgress: (progress: VerifyProgress) => void;
  readonly onBattery: () => boolean;
}

/** Verifies files on disk, and keeps the latest results for the view and for manifests. */
export interface Checks {
  /** Runs one verification at a time. Throws AppError. */
  verify(input: VerifyInput): Promise<VerifySummary>;
  page(query: CheckedQuery): CheckedPage;
  /** The latest results; none if they are of another folder. */
  found(outputFolder: string): Iterable<CheckedFile>;
  manifest(): { readonly sums: string; readonly table: string };
  /** Stops the active verification, which then rejects. */
  stop(): void;
}

interface Checked {
  readonly outputFolder: string;
  readonly files: Map<string, CheckedFile>;
  readonly checkedAtMs: number;
}

export function createChecks({
  catalogueOf,
  queueFileOf,
  onProgress,
  onBattery,
}: ChecksDeps): Checks {
  let latest: Checked | null = null;
  let running: AbortController | null = null;

  const verify = async (input: VerifyInput, signal: AbortSignal): Promise<VerifySummary> => {
    const { outputFolder, scope, missing, withSha256 } = input;
    const startedAtMs = Date.now();
    const { files, foreign } =
      scope.kind === 'files' ? scope : listed(catalogueOf(scope.catalogueId), scope.words);
    const names = process.platform === 'win32' ? 'windows' : 'posix';
    const memory = openDownloadMemory(queueFileOf(outputFolder));
    let progress: VerifyProgress | null = null;
    const report = atMostEvery(REPORT_EVERY_MS, () => progress !== null && onProgress(progress));
    try {
      const checked = await verifyLibrary(
        {
          files,
          withSha256,
          fileOf: (path) => targetOf(outputFolder, path, names).file,
          isExpected: (path) => missing === 'all' || memory.knows(path),
          recall: (path) => memory.contentHashOf(path),
        },
        {
          signal,
          workers: workerCount(onBattery),
          onProgress(next) {
            progress = next;
            report();
          },
        },
      );
      const foreignPaths =
        foreign === null
          ? []
          : await findForeign(outputFolder, { ...foreign, known: new Set(foreign.known) }, signal);
      const before = input.again === true ? latest?.files : undefined;
      const all = new Map(before ?? []);
      for (const file of checked) all.set(file.path, file);
      for (const path of foreignPaths) all.set(path, foreignFile(path, join(outputFolder, path)));
      latest = { outputFolder, files: all, checkedAtMs: Date.now() };
      return {
        counts: countResults(all.values()),
        checkedAtMs: latest.checkedAtMs,
        seconds: (latest.checkedAtMs - startedAtMs) / 1000,
        hasSha256: withSha256,
        trouble: memory.trouble,
      };
    } finally {
      report.cancel();
      memory.close();
    }
  };
  return {
    async verify(input) {
      if (running !== null)
        throw new AppError(
          'in-use',
          'Files are already being verified. Wait for that run, or stop it.',
        );
      running = new AbortController();
      try {
        return await verify(input, running.signal);
      } finally {
        running = null;
      }
    },
    page({ results, offset, limit }) {
      const wanted = new Set(results);
      const rows = [...(latest?.files.values() ?? [])].filter(({ result }) => wanted.has(result));
      return {
        total: rows.length,
        rows: rows.slice(offset, limit < 0 ? undefined : offset + limit),
      };
    },
    found: (outputFolder) => (latest?.outputFolder === outputFolder ? latest.files.values() : []),
    manifest() {
      if (latest === null)
        throw new AppError('bad-usage', 'Nothing was verified yet. Verify files first.');
      const { files, checkedAtMs } = latest;
      return {
        sums: manifestText(files.values()),
        table: manifestTable(files.values(), checkedAtMs),
      };
    },
    stop: () => running?.abort(new AppError('cancelled', 'Stopped.')),
  };
}

type Foreign = Omit<ForeignSearch, 'known'> & { readonly known: Iterable<string> };

/** Some rows of a listing, or all of them: then also a search for foreign files. */
function listed(
  catalogue: Catalogue,
  words: Uint32Array | null,
): { readonly files: readonly WantedFile[]; readonly foreign: Foreign | null } {
  const rows =
    words === null
      ? Array.from({ length: catalogue.length }, (_, row) => row)
      : [...rowsOf({ length: catalogue.length, words })];
  const files = rows.map((row) => ({ ...fileAt(catalogue, row), checksum: null }));
  if (words !== null) return { files, foreign: null };
  const knowsLegacy = catalogue.folders.some((folder) => folder.startsWith('/LEGACY'));
  // A folder that the listing leaves out can't be foreign to it.
  const own = [DEMO_FOLDER, CUTOUTS_FOLDER];
  const except = knowsLegacy ? own : [...own, 'LEGACY'];
  const known = rows.map((row) => pathAt(catalogue, row));
  return { files, foreign: { known, folders: null, except } };
}

/** Reads only the size of a foreign file; null if that fails. */
function foreignFile(path: string, file: string): CheckedFile {
  return {
    path,
    result: 'foreign',
    why: 'is not in the listing',
    size: sizeOf(file),
    modifiedAtMs: null,
    contentHash: null,
    sha256: null,
  };
}

function sizeOf(file: string): number | null {
  try {
    return lstatSync(file).size;
  } catch {
    return null;
  }
}
