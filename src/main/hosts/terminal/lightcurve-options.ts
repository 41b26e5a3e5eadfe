import { type Command, Option } from 'commander';
import { FLUX_KINDS, type FluxKind } from '#shared/lightcurve/curve-point.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { STOKES } from '#shared/survey/templates.ts';
import { angle, list, path, pathOnce } from './option-values.ts';
import type { SourcesAsked } from './read-source-list.ts';
import { addSourceOptions, type GivenSources, sourcesAsked } from './source-options.ts';

/** What `vast-pilot lightcurve` is asked for. */
export interface LightcurveAsked extends SourcesAsked {
  readonly flux: FluxKind;
  readonly radiusArcsec: number;
  readonly stokes: Stokes;
  readonly onlyEpochs: readonly string[] | null;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly demo: boolean;
  readonly dropboxConfig: string;
  /** The table; null for stdout. */
  readonly output: string | null;
  /** Catalogues are kept there. */
  readonly downloads: string;
}

const DEFAULT_RADIUS = '10arcsec';
const radius = angle('10arcmin', '10arcsec or 0.5arcmin');

const EXAMPLES = `
Examples:
  vast-pilot lightcurve --demo --position "09 18 36 -00 10 00" --radius 5arcmin --output curve.csv
      Try it without credentials: the nearest component of each epoch of the demo survey.
  vast-pilot lightcurve sources.csv --dry-run
      Which catalogues, and what they and the upper limits cost; nothing is fetched.
  vast-pilot lightcurve sources.csv --flux int --output curves.csv
      Integrated fluxes of all sources in every epoch; docs/lightcurve.md describes the columns.

Each epoch has the nearest component of selavy's catalogue within the radius. Where there is none, the upper limit
is 5 times the noise at the position, from the rms map: on disk, or by a ranged read of a few kilobytes.
Catalogues that are not on disk are downloaded, verified, and kept in --downloads.
Exit codes: 0 all good, 1 some failed, 2 wrong usage or no table, 3 stopped by link, password or sign-in,
130 interrupted.
`;

interface Given extends GivenSources {
  readonly flux: FluxKind;
  readonly radius?: number;
  readonly stokes: Stokes;
  readonly onlyEpochs?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly demo?: boolean;
  readonly dropboxConfig: string;
  readonly output?: string;
  readonly downloads?: string;
}

/** Adds the command to the program; `onAsked` is called where it was given. */
export function addLightcurve(root: Command, onAsked: (asked: LightcurveAsked) => void): void {
  addSourceOptions(
    root
      .command('lightcurve')
      .description('measure light curves of sources in the catalogues of all epochs'),
  )
    .addOption(
      new Option('--flux <kind>', 'the fitted peak, or the integrated flux')
        .choices(FLUX_KINDS)
        .default('peak'),
    )
    .option(
      '--radius <angle>',
      `a component counts up to this distance (default: ${DEFAULT_RADIUS})`,
      radius,
    )
    .addOption(new Option('--stokes <name>', 'Stokes parameter').choices(STOKES).default('I'))
    .option('--only-epochs <list>', "only these epochs, e.g. '1,2,4x'", list)
    .option('--dry-run', 'only print the catalogues, and what the run would cost')
    .option('--json', 'print one JSON document on stdout, see docs/json.md')
    .option('--demo', 'use the built-in demo survey; needs no credentials and no network')
    .option(
      '--dropbox-config <file>',
      'file with shared_url, password, access_token',
      path('--dropbox-config'),
      'dropbox.cfg',
    )
    .option('--output <file>', 'write the table to this file', pathOnce('--output'))
    .option(
      '--downloads <folder>',
      'folder with downloaded files (default: vast_dropbox, vast_demo with --demo)',
      pathOnce('--downloads'),
    )
    .addHelpText('after', EXAMPLES)
    .action((sources: string | undefined, given: Given) => {
      const { demo = false } = given;
      onAsked({
        ...sourcesAsked(sources, given),
        flux: given.flux,
        radiusArcsec: 3600 * (given.radius ?? radius(DEFAULT_RADIUS)),
        stokes: given.stokes,
        onlyEpochs: given.onlyEpochs ?? null,
        dryRun: given.dryRun ?? false,
        json: given.json ?? false,
        demo,
        dropboxConfig: given.dropboxConfig,
        output: given.output ?? null,
        downloads: given.downloads ?? (demo ? 'vast_demo' : 'vast_dropbox'),
      });
    });
}
