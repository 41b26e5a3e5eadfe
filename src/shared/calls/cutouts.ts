import { z } from 'zod';
import type { CutoutProduct } from '#shared/cutouts/choose-images.ts';
import type { CutoutOutcome } from '#shared/cutouts/cutout-result.ts';
import { MAX_CUTOUT_DEG, MAX_CUTOUT_SOURCES } from '#shared/cutouts/limits.ts';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import { call, command, type Infer, none } from './declare.ts';
import { amount, count, failure, flag, oneOf, strings, time, versioned } from './values.ts';

const product = oneOf<CutoutProduct>({ image: 'image', rms: 'rms', background: 'background' });
const stokes = z.enum(['I', 'Q', 'U', 'V']);

const name = z.string().trim().min(1).max(200);
const source = z.object({
  name,
  /** ICRS, degrees. */
  raDeg: z.number().min(0).max(360),
  decDeg: z.number().min(-90).max(90),
});

/** Cutouts that a page asks for. */
const asked = z.object({
  /** Of the list, or of the one position: the folder of the cutouts has it. */
  name,
  sources: z.array(source).min(1).max(MAX_CUTOUT_SOURCES),
  /** Side of each cutout, degrees. */
  sizeDeg: z.number().positive().max(MAX_CUTOUT_DEG),
  products: z.array(product).min(1).max(3),
  stokes: z.array(stokes).min(1).max(4),
  /** As the folders write them; null for all. */
  epochs: z.array(z.string().max(8)).min(1).max(100).nullable(),
  region: z.enum(['combined', 'tiles']).nullable(),
});
export type CutoutsAsked = Infer<typeof asked>;

/** What cutouts will cost, before anything is fetched. */
const plan = z.object({
  images: count,
  cutouts: count,
  /** Cutouts that are on disk already. */
  kept: count,
  /** Images that are on disk as whole files: no call. */
  imagesOnDisk: count,
  calls: count,
  bytes: amount,
  /** Bytes of the whole files in place of these. */
  wholeBytes: amount,
  /** Whether calls and bytes are what they will be, and not estimates. */
  isExact: flag,
  /** Images that see the sources, and that the list of files does not have. */
  unlisted: count,
  /** Sources that the survey does not see in these epochs: how many, and the first names. */
  unseen: count,
  unseenNames: strings,
  /** Bytes of the cutouts on disk, and bytes that are free there; null if unknown. */
  outputBytes: amount,
  freeBytes: amount.nullable(),
  outputFolder: z.string(),
  /** Images that are neither on disk nor cut already, so that Dropbox has to send them. */
  imagesToFetch: count,
  isConnected: flag,
});
export type CutoutsPlan = Infer<typeof plan>;

/** A run of cutouts as a page shows it. */
const run = z.object({
  id: count,
  name,
  sources: count,
  sizeDeg: z.number(),
  products: z.array(product),
  stokes: z.array(stokes),
  outputFolder: z.string(),
});

const progress = { imagesDone: count, images: count, bytes: amount };

const state = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('running'),
    run,
    ...progress,
    /** Dropbox asked for a pause until then. */
    waitingUntilMs: time.nullable(),
  }),
  z.object({
    kind: z.literal('ended'),
    run,
    ...progress,
    calls: count,
    /** How many pairs of source and image have each outcome. */
    cut: count,
    kept: count,
    withoutValue: count,
    notThere: count,
    failed: count,
    stopped: count,
    /** What ended the run early; null where nothing did. `cancelled` for the user. */
    problem: failure.nullable(),
  }),
]);
export type CutoutsState = Infer<typeof state>;

const outcome = oneOf<CutoutOutcome | 'not-listed' | 'waiting'>({
  cut: 'cut',
  kept: 'kept',
  'not-covered': 'not-covered',
  'all-nan': 'all-nan',
  'not-there': 'not-there',
  failed: 'failed',
  stopped: 'stopped',
  'not-listed': 'not-listed',
  waiting: 'waiting',
});

const cell = z.object({
  path: z.string(),
  /** As the folders write it. */
  epoch: z.string(),
  field: z.string(),
  /** Of a tile; null for a combined image. */
  sbid: count.nullable(),
  stokes,
  product,
  /** Start of the field's observation, ISO 8601 in UTC without a zone; null where it is not known. */
  startUtc: z.string().nullable(),
  outcome,
  /** The cutout's name in the run's folder; null where there is none. */
  file: z.string().nullable(),
  note: z.string(),
});
/** One cutout of a source, or why there is none. */
export type CutoutCell = Infer<typeof cell>;

const point = z.object({ x: z.number(), y: z.number() });
const stamp: z.ZodType<Stamp> = z.object({
  width: count,
  height: count,
  values: z.instanceof(Float32Array),
  reducedBy: count,
  pixelDeg: z.number(),
  unit: z.string(),
  peak: z.number().nullable(),
  source: point,
  north: point,
  east: point,
  beam: z.object({ majorDeg: z.number(), minorDeg: z.number(), angleDeg: z.number() }).nullable(),
});

const ofSource = z.object({ run: count, source: count });

export const cutoutsCalls = {
  'cutouts.get': call(none, versioned(state)),
  'cutouts.plan': call(asked, plan),
  /** Begins a run; the state shows the rest. Fails with `in-use` while another is under way. */
  'cutouts.start': call(asked, none),
  /** Stops at once. What is complete stays. */
  'cutouts.cancel': command,
  /** Continues the last run where it stopped. */
  'cutouts.resume': command,
  /** The sources of a run; fails with `bad-usage` for a run that is no longer shown, as the calls below do. */
  'cutouts.sources': call(z.object({ run: count }), z.array(source)),
  /** All cutouts of one source. */
  'cutouts.cells': call(ofSource, z.array(cell)),
  /** The pixels of one cutout. */
  'cutouts.stamp': call(ofSource.extend({ path: z.string().max(1_000) }), stamp),
  /** Writes a picture of one source's cutouts into the run's folder. */
  'cutouts.saveSheet': call(
    ofSource.extend({
      as: z.enum(['png', 'pdf']),
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= 64 * 1024 * 1024),
    }),
    z.object({ file: z.string() }),
  ),
  /** Shows the table of the run, or a sheet, in its folder. */
  'cutouts.showFile': call(z.object({ run: count }), none),
};

export const cutoutsEvents = {
  /** At most ten a second. */
  'cutouts.changed': versioned(state),
};
