import { z } from 'zod';
import { NOTABLE_RESULTS, VERIFY_RESULTS } from '#shared/library/verify-result.ts';
import { CURVE_OUTCOMES } from '#shared/lightcurve/curve-point.ts';

/**
 * The document that each command prints with `--json`. Tests hold the commands and docs/json.md to these schemas; a
 * run does not load them. A change that takes a member away or gives it another meaning needs a new version.
 */

const count = z.int().nonnegative();
const text = z.string();
/** In UTC: `2026-11-29T01:02:03.456Z`. */
const time = z.iso.datetime();
const bytes = count;
const failure = z.strictObject({ code: text, message: text });
/** Rows of a table of sources that could not be read. */
const notRead = z.array(z.strictObject({ location: text, reason: text }));
const filesAndBytes = z.strictObject({ files: count, bytes });

const product = {
  epoch: text.nullable(),
  field: text.nullable(),
  sbid: count.nullable(),
  stokes: text.nullable(),
  product: text,
};

const dryRunResult = z.strictObject({
  source: z.enum(['built-in', 'demo', 'list', 'shared-folder']),
  files: z.array(z.strictObject({ path: text, bytes: bytes.nullable(), ...product })),
  knownBytes: bytes,
  unknownSizes: count,
  estimatedBytes: bytes,
  outputFolder: text,
  freeBytes: bytes.nullable(),
});

const downloadResult = z.strictObject({
  outputFolder: text,
  files: z.array(
    z.strictObject({
      path: text,
      outcome: z.enum(['downloaded', 'kept', 'failed', 'not-downloaded']),
      verifiedBy: z.enum(['hash', 'size']).nullable(),
      bytes: bytes.nullable(),
      error: failure.nullable(),
    }),
  ),
  notInSharedFolder: z.array(text),
  seconds: z.number().nonnegative(),
  log: text,
});

/** Files and bytes of each result of a verification. */
const verifyCounts = z.record(z.enum(VERIFY_RESULTS), filesAndBytes);

const verifyResult = z.strictObject({
  outputFolder: text,
  counts: verifyCounts,
  problems: z.array(
    z.strictObject({
      path: text,
      result: z.enum(NOTABLE_RESULTS),
      reason: text.nullable(),
      bytes: bytes.nullable(),
      modifiedAt: time.nullable(),
    }),
  ),
  notInSharedFolder: z.array(text),
  notListed: z.array(text),
  countsAfterRepair: verifyCounts.nullable(),
  manifest: text.nullable(),
  warning: text.nullable(),
});

const findFieldsResult = z.strictObject({
  observations: z.array(
    z.strictObject({
      source: text,
      raDeg: z.number(),
      decDeg: z.number(),
      field: text,
      epoch: text,
      sbid: count,
      startedAt: time.nullable(),
      separationDeg: z.number(),
      primaryField: text.nullable(),
    }),
  ),
  outside: z.array(
    z.strictObject({
      source: text,
      raDeg: z.number(),
      decDeg: z.number(),
      nearestField: text,
      separationDeg: z.number(),
    }),
  ),
  notObserved: z.array(text),
  notRead,
  notes: z.array(text),
  warnings: z.array(text),
});

const box = z.strictObject({ x1: z.int(), x2: z.int(), y1: z.int(), y2: z.int() });

const cutoutResult = z.strictObject({
  outputFolder: text,
  table: text.nullable(),
  plan: z.strictObject({
    images: z.array(
      z.strictObject({
        path: text,
        from: z.enum(['dropbox', 'disk', 'none']),
        isExact: z.boolean(),
        calls: count,
        bytes,
        wholeBytes: bytes,
        cutouts: count,
        kept: count,
        outputBytes: bytes,
      }),
    ),
    isExact: z.boolean(),
    calls: count,
    bytes,
    wholeBytes: bytes,
    cutouts: count,
    kept: count,
    outputBytes: bytes,
    freeBytes: bytes.nullable(),
    freeFiles: count.nullable(),
  }),
  cutouts: z.array(
    z.strictObject({
      source: text,
      raDeg: z.number(),
      decDeg: z.number(),
      path: text.nullable(),
      ...product,
      product: text.nullable(),
      outcome: z.enum([
        'cut',
        'kept',
        'not-covered',
        'all-nan',
        'not-there',
        'failed',
        'stopped',
        'not-listed',
        'not-in-survey',
      ]),
      file: text.nullable(),
      box: box.nullable(),
      from: z.enum(['dropbox', 'disk']).nullable(),
      rev: text.nullable(),
      isHashChecked: z.literal(false),
      note: text,
    }),
  ),
  calls: count,
  bytes,
  notRead,
});

const number = z.number().nullable();

const lightcurveResult = z.strictObject({
  downloadsFolder: text,
  table: text.nullable(),
  plan: z.strictObject({
    catalogues: count,
    cataloguesOnDisk: count,
    catalogueBytes: bytes,
    maps: count,
    mapsOnDisk: count,
    mapCalls: count,
    mapBytes: bytes,
  }),
  points: z.array(
    z.strictObject({
      source: text,
      raDeg: z.number(),
      decDeg: z.number(),
      epoch: text.nullable(),
      field: text.nullable(),
      sbids: z.array(count),
      startedAt: time.nullable(),
      mjd: number,
      outcome: z.enum(CURVE_OUTCOMES),
      fluxPeak: number,
      fluxPeakErr: number,
      fluxInt: number,
      fluxIntErr: number,
      limit: number,
      rms: number,
      separationArcsec: number,
      positionAngleDeg: number,
      componentId: text.nullable(),
      componentRaDeg: number,
      componentDecDeg: number,
      catalogue: text.nullable(),
      rmsMap: text.nullable(),
      note: text,
    }),
  ),
  calls: count,
  bytes,
  notRead,
});

const headerResult = z.strictObject({
  path: text,
  from: z.enum(['disk', 'kept', 'dropbox']),
  rev: text.nullable(),
  fileBytes: bytes,
  offset: bytes,
  calls: count,
  sentBytes: bytes,
  cards: z.array(
    z.strictObject({
      keyword: text,
      value: z.union([
        text,
        z.number(),
        z.boolean(),
        z.strictObject({ re: z.number(), im: z.number() }),
        z.null(),
      ]),
      comment: text,
      lines: z.array(text),
    }),
  ),
});

/** The result of each kind of run. */
export const RESULTS = {
  'dry-run': dryRunResult,
  download: downloadResult,
  verify: verifyResult,
  'find-fields': findFieldsResult,
  cutout: cutoutResult,
  header: headerResult,
  lightcurve: lightcurveResult,
} as const;

export type Results = { readonly [Kind in keyof typeof RESULTS]: z.infer<(typeof RESULTS)[Kind]> };

/** The document around a result. */
export const envelope = z.strictObject({
  kind: z.enum(['dry-run', 'download', 'verify', 'find-fields', 'cutout', 'header', 'lightcurve']),
  version: z.literal(1),
  program: text,
  startedAt: time,
  endedAt: time,
  exitCode: count,
  error: failure.nullable(),
  result: z.unknown(),
});
