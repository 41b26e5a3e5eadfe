import type { CatalogueService, ChosenRows } from '#main/app/catalogue/catalogue-service.ts';
import { freeBytesAt } from '#main/system/disk/free-bytes.ts';
import { andBits, countBits } from '#shared/catalogue/bitset.ts';
import { pathsOf, totalsOf } from '#shared/catalogue/catalogue.ts';
import type { ListingInfo, PlanSummary, Selection, Settings } from '#shared/ipc/contract.ts';
import { commandLine } from '#shared/plan/command-line.ts';
import { DEMO_TYPICAL_BYTES } from '#shared/plan/demo-typical-bytes.ts';
import { estimateBytes, TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import { selectionFlags } from '#shared/plan/selection-flags.ts';

export interface PlanDeps {
  readonly catalogue: CatalogueService;
  readonly settings: () => Settings;
  readonly outputFolder: () => string;
  /** Whether files come from the demo, also while it is not listed yet. */
  readonly isDemo: () => boolean;
  /** The words that run the command here. */
  readonly commandWords: readonly string[];
  /** As `process.platform`. */
  readonly platform: string;
}

/** Under this name the list goes that a command needs where no flags will do. */
const LIST_NAME = 'vast-selection.txt';

/** What the command takes where a flag is not given. */
const COMMANDS_OWN = { parallel: 4, maxRetries: 2 };

/** What a selection comes to, before anything of it is fetched. */
export async function summarizePlan(
  { catalogue: service, settings, outputFolder, isDemo, commandWords, platform }: PlanDeps,
  selection: Selection,
): Promise<PlanSummary> {
  const chosen = await service.rowsOf(selection);
  const { catalogue, rows } = chosen;
  const { files, bytes, unknownSizes } = totalsOf(catalogue, rows);
  const flags = flagsFor(chosen, service.source);
  const { catalogueRevision, words } = await service.onDisk();
  const onDisk = { length: catalogue.length, words };
  return {
    files,
    bytes,
    unknownFiles: unknownSizes,
    estimatedBytes: estimateBytes(catalogue, rows, isDemo() ? DEMO_TYPICAL_BYTES : TYPICAL_BYTES),
    filesOnDisk: catalogueRevision === chosen.revision ? countBits(andBits(rows, onDisk)) : 0,
    freeBytes: await freeBytesAt(outputFolder()),
    command: commandLine(
      [
        ...commandWords,
        ...(isDemo() || service.source === 'demo' ? ['--demo'] : []),
        '--download',
        ...(flags ?? ['--files-list', LIST_NAME]),
        ...howFlags(settings()),
        '--output',
        outputFolder(),
      ],
      platform,
    ),
    commandNeedsList: flags === null,
  };
}

/** The paths of a selection, one a line, as `--dry-run` prints them. */
export async function listPlan(service: CatalogueService, selection: Selection): Promise<string> {
  const { catalogue, rows } = await service.rowsOf(selection);
  return [...pathsOf(catalogue, rows)].map((path) => `${path}\n`).join('');
}

/** The command chooses by its flags from the survey's own listing: in a list that was imported they mean others. */
function flagsFor(
  { catalogue, rows }: ChosenRows,
  source: ListingInfo['source'] | null,
): readonly string[] | null {
  return source === 'imported' ? null : selectionFlags(catalogue, rows);
}

function howFlags({ parallel, maxRetries, overwrite, splitLarge }: Settings): readonly string[] {
  return [
    ...(parallel === COMMANDS_OWN.parallel ? [] : ['--download-threads', String(parallel)]),
    ...(maxRetries === COMMANDS_OWN.maxRetries ? [] : ['--max-retries', String(maxRetries)]),
    ...(overwrite ? ['--overwrite'] : []),
    ...(splitLarge ? [] : ['--single-connection']),
  ];
}
