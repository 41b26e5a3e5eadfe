import type { Command } from 'commander';
import { CUTOUT_PRODUCTS, type CutoutProduct } from '#shared/cutouts/choose-images.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { STOKES } from '#shared/survey/templates.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { angle, list, path, pathOnce } from './option-values.ts';
import { separation } from './find-fields-options.ts';
import type { SourcesAsked } from './read-source-list.ts';
import { addSourceOptions, type GivenSources, sourcesAsked } from './source-options.ts';

/** What `vast-pilot cutout` is asked for. */
export interface CutoutsAsked extends SourcesAsked {
  /** Side of a cutout, degrees. */
  readonly sizeDeg: number;
  readonly products: readonly CutoutProduct[];
  readonly stokes: readonly Stokes[];
  readonly onlyEpochs: readonly string[] | null;
  readonly region: 'combined' | 'tiles' | null;
  /** Null for the limit of vast-tools. */
  readonly maxSepDeg: number | null;
  readonly edge: 'pad' | 'trim';
  readonly dropUnitAxes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly demo: boolean;
  readonly dropboxConfig: string;
  readonly output: string;
  /** Null for none. */
  readonly downloads: string | null;
}

const DEFAULT_SIZE = '5arcmin';
const size = angle('2deg', '5arcmin, 90arcsec or 0.1deg');

const EXAMPLES = `
Examples:
  vast-pilot cutout --demo --position "09 18 36 -00 10 00" --only-epochs 1 --combined-only --output OUT
      Try it without credentials: a part of one image of the demo survey.
  vast-pilot cutout sources.csv --stokes I,V --dry-run
      Which images, how many calls and bytes; nothing is fetched.
  vast-pilot cutout sources.csv --size 3arcmin --combined-only --output OUT
      The sources' surroundings in every epoch, as FITS files with a table cutouts.csv.

A cutout has the pixels of the whole image. Dropbox has no hash for a part of a file, so cutouts are not
hash-checked; the table says so. Whole files that are on disk (--downloads) are cut from there.
Running the same command again goes on where it stopped.
Exit codes: 0 all good, 1 some failed, 2 wrong usage or no table, 3 stopped by link, password or sign-in,
130 interrupted.
`;

/** Adds the command to the program; `onAsked` is called where it was given. */
export function addCutout(root: Command, onAsked: (asked: CutoutsAsked) => void): void {
  addSourceOptions(
    root
      .command('cutout')
      .description('fetch only the pixels around sources, not the whole images'),
  )
    .option('--size <angle>', `side of a cutout, e.g. 90arcsec (default: ${DEFAULT_SIZE})`, size)
    .option('--products <list>', `of ${CUTOUT_PRODUCTS.join(', ')} (default: image)`, list)
    .option('--stokes <list>', "Stokes parameters, e.g. 'I,V' (default: I)", list)
    .option('--only-epochs <list>', "only these epochs, e.g. '1,2,4x'", list)
    .option('--combined-only', 'only combined images')
    .option('--tile-only', 'only tiles')
    .option('--max-sep <degrees>', "closer than this to a beam's centre (default: 1.5)", separation)
    .option('--trim', "leave out what lies beyond an image's edge, in place of NaN")
    .option('--drop-unit-axes', 'only the two axes of the sky, for programs that read no others')
    .option('--dry-run', 'only print the images, and what they would cost')
    .option('--json', 'print one JSON document on stdout, see docs/json.md')
    .option('--demo', 'use the built-in demo survey; needs no credentials and no network')
    .option(
      '--dropbox-config <file>',
      'file with shared_url, password, access_token',
      path('--dropbox-config'),
      'dropbox.cfg',
    )
    .option('--output <folder>', 'folder for the cutouts', path('--output'), 'vast_cutouts')
    .option(
      '--downloads <folder>',
      'folder with downloaded images (default: vast_dropbox, none with --demo)',
      pathOnce('--downloads'),
    )
    .addHelpText('after', EXAMPLES)
    .action((sources: string | undefined, given: Given) => {
      onAsked(asked(sources, given));
    });
}

interface Given extends GivenSources {
  readonly size?: number;
  readonly products?: readonly string[];
  readonly stokes?: readonly string[];
  readonly onlyEpochs?: readonly string[];
  readonly combinedOnly?: boolean;
  readonly tileOnly?: boolean;
  readonly maxSep?: number;
  readonly trim?: boolean;
  readonly dropUnitAxes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly demo?: boolean;
  readonly dropboxConfig: string;
  readonly output: string;
  readonly downloads?: string;
}

function asked(sources: string | undefined, given: Given): CutoutsAsked {
  const { demo = false } = given;
  if (given.combinedOnly === true && given.tileOnly === true) {
    throw new AppError(
      'bad-usage',
      '--combined-only and --tile-only exclude each other: give one, or neither for both.',
    );
  }
  return {
    ...sourcesAsked(sources, given),
    sizeDeg: given.size ?? size(DEFAULT_SIZE),
    products: oneOf('--products', CUTOUT_PRODUCTS, given.products ?? ['image']),
    stokes: oneOf('--stokes', STOKES, given.stokes?.map((one) => one.toUpperCase()) ?? ['I']),
    onlyEpochs: given.onlyEpochs ?? null,
    region: given.combinedOnly === true ? 'combined' : given.tileOnly === true ? 'tiles' : null,
    maxSepDeg: given.maxSep ?? null,
    edge: given.trim === true ? 'trim' : 'pad',
    dropUnitAxes: given.dropUnitAxes ?? false,
    dryRun: given.dryRun ?? false,
    json: given.json ?? false,
    demo,
    dropboxConfig: given.dropboxConfig,
    output: given.output,
    downloads: given.downloads ?? (demo ? null : 'vast_dropbox'),
  };
}

function oneOf<One extends string>(
  flag: string,
  known: readonly One[],
  given: readonly string[],
): readonly One[] {
  return [...new Set(given)].map((text) => {
    const found = known.find((one) => one === text);
    if (found !== undefined) return found;
    throw new AppError('bad-usage', `${flag} "${text}": it takes ${known.join(', ')}.`);
  });
}
