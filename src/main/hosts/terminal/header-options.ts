import type { Command } from 'commander';
import { path, pathOnce } from './option-values.ts';

/** What `vast-pilot header` is asked for. */
export interface HeaderAsked {
  /** A file on disk, or a path of the survey. */
  readonly path: string;
  readonly demo: boolean;
  readonly dropboxConfig: string;
  /** Null for none. */
  readonly downloads: string | null;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  vast-pilot header --demo /EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits
      Try it without credentials: the header of an image of the demo survey.
  vast-pilot header /EPOCH05x/COMBINED/STOKESV_IMAGES/VAST_0918+00A.EPOCH05x.V.fits | grep BMAJ
      From the shared folder: one call of 64 KiB, where the file has a gigabyte. A second time needs no call.
  vast-pilot header OUT/J0918.EPOCH01.VAST_0918+00A.I.fits --json
      A file on disk; the cards' values as JSON.

The cards go to stdout as they are in the file, one a line.
Exit codes: 0 all good, 1 no network, 2 wrong usage or no FITS file, 3 stopped by link, password or sign-in.
`;

interface Given {
  readonly demo?: boolean;
  readonly dropboxConfig: string;
  readonly downloads?: string;
  readonly json?: boolean;
}

/** Adds the command to the program; `onAsked` is called where it was given. */
export function addHeader(root: Command, onAsked: (asked: HeaderAsked) => void): void {
  root
    .command('header')
    .description('print the header of a FITS image, without downloading the file')
    .argument('<path>', 'a path of the survey (/EPOCH…), or a file on disk')
    .option('--demo', 'use the built-in demo survey; needs no credentials and no network')
    .option(
      '--dropbox-config <file>',
      'file with shared_url, password, access_token',
      path('--dropbox-config'),
      'dropbox.cfg',
    )
    .option(
      '--downloads <folder>',
      'folder with downloaded images (default: vast_dropbox, none with --demo)',
      pathOnce('--downloads'),
    )
    .option('--json', 'print one JSON document, see docs/json.md')
    .addHelpText('after', EXAMPLES)
    .action((given: string, { demo = false, json = false, ...rest }: Given) => {
      const downloads = rest.downloads ?? (demo ? null : 'vast_dropbox');
      onAsked({ path: given, demo, json, downloads, dropboxConfig: rest.dropboxConfig });
    });
}
