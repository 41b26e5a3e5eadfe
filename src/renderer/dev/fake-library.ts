import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type {
  LibraryState,
  NotableFile,
  NotablePage,
  NotableQuery,
} from '#shared/library/library-state.ts';
import {
  type CheckedFile,
  countVerdicts,
  isNotable,
  type Verdict,
} from '#shared/library/verdict.ts';
import { hashOf } from './made-up-survey.ts';

const STEPS = 40;
const STEP_MS = 100;

/** A check of made-up files on a made-up disk, slow enough to be looked at. */
export function createFakeLibrary(onState: (state: Versioned<LibraryState>) => void) {
  let state: LibraryState = { kind: 'unchecked', problem: null };
  let revision = 1;
  let notable: readonly NotableFile[] = [];
  let timer: ReturnType<typeof setInterval> | null = null;
  const set = (next: LibraryState): void => {
    state = next;
    revision += 1;
    onState({ revision, value: state });
  };
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  return {
    state: (): Versioned<LibraryState> => ({ revision, value: state }),
    begin(files: readonly ListedFile[], isSelection: boolean, hasSha256: boolean): void {
      const scope = isSelection ? 'selection' : 'everything';
      const bytesTotal = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
      let step = 0;
      set({ kind: 'checking', scope, progress: null });
      timer = setInterval(() => {
        step += 1;
        const part = step / STEPS;
        const progress = {
          filesDone: Math.round(files.length * part),
          filesTotal: files.length,
          bytesDone: bytesTotal * part,
          bytesTotal,
          bytesPerSecond: 1.21e9,
          etaSeconds: (bytesTotal * (1 - part)) / 1.21e9,
        };
        set({ kind: 'checking', scope, progress });
        if (step < STEPS) return;
        stop();
        const checked = files.map(judged);
        const counts = countVerdicts(checked);
        notable = checked.flatMap(({ path, verdict, why, size }) =>
          isNotable(verdict) ? [{ path, verdict, why, size, repaired: null }] : [],
        );
        const mendable = counts.damaged.files + counts.missing.files;
        set({
          kind: 'checked',
          scope,
          outputFolder: '/data/scratch/astro/vast-pilot',
          counts,
          checkedAtMs: Date.now(),
          seconds: 4_210,
          hasSha256,
          trouble: null,
          mendable,
          isMending: false,
          repaired: { damaged: 0, missing: 0 },
        });
      }, STEP_MS);
    },
    cancel(): void {
      stop();
      set({ kind: 'unchecked', problem: null });
    },
    rows({ verdict, offset, limit }: NotableQuery): NotablePage {
      const rows = notable.filter((file) => verdict === null || file.verdict === verdict);
      return { total: rows.length, rows: rows.slice(offset, offset + limit) };
    },
    mend(): readonly NotableFile[] {
      if (state.kind === 'checked') set({ ...state, isMending: true });
      return notable.filter(({ verdict }) => verdict === 'damaged' || verdict === 'missing');
    },
  };
}

function judged({ path, size, contentHash }: ListedFile): CheckedFile {
  const [verdict, why] = verdictOf(hashOf(path) % 997);
  const isThere = verdict !== 'missing' && verdict !== 'foreign';
  return {
    path,
    verdict,
    why,
    size: isThere ? size : null,
    modifiedAtMs: null,
    contentHash,
    sha256: null,
  };
}

function verdictOf(lot: number): readonly [Verdict, string | null] {
  if (lot < 3) return ['damaged', 'has a different content_hash than the listing'];
  if (lot === 3) return ['damaged', 'has 1048576 bytes instead of 734003200'];
  if (lot === 4) return ['unreadable', 'is not readable: you have no permission'];
  if (lot < 7) return ['missing', null];
  if (lot < 9) return ['foreign', 'is not in the listing'];
  return lot < 40 ? ['size-only', null] : ['verified', null];
}
