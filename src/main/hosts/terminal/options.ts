import { Command, CommanderError } from 'commander';
import { refuseInexact } from '#main/system/disk/named-path.ts';
import { closest } from '#shared/format/closest.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { addCutout, type CutoutsAsked } from './cutout-options.ts';
import { addOptions, complete, type Options } from './download-options.ts';
import { addHeader, type HeaderAsked } from './header-options.ts';
import { addLightcurve, type LightcurveAsked } from './lightcurve-options.ts';
import { addFindFields, type FindFieldsAsked } from './find-fields-options.ts';
import { textOnce, wholeNumber } from './option-values.ts';
import { addSamp, type SampAsked } from './samp-options.ts';

/** What `vast-pilot demo-server` is asked for. */
export interface DemoServerAsked {
  readonly port: number;
  readonly scale: number;
  readonly realScaleField?: string;
}

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'demo-server'; readonly asked: DemoServerAsked }
  /** `port` is null where none is named. */
  | { readonly kind: 'serve'; readonly port: number | null; readonly newKey: boolean }
  | { readonly kind: 'find-fields'; readonly asked: FindFieldsAsked }
  | { readonly kind: 'cutout'; readonly asked: CutoutsAsked }
  | { readonly kind: 'header'; readonly asked: HeaderAsked }
  | { readonly kind: 'lightcurve'; readonly asked: LightcurveAsked }
  | { readonly kind: 'samp'; readonly asked: SampAsked }
  /** Help or version: already formatted, for stdout. */
  | { readonly kind: 'text'; readonly text: string };

const EXAMPLES = `
Examples:
  vast-pilot --demo --download --only-epochs 1 --output OUT
      Try it without credentials: download an epoch of a small generated survey.
  vast-pilot --dry-run --only-epochs 1,2 --only-fields VAST_0918+00A --stokes I,V --combined-only
      See what a selection holds. Needs neither credentials nor network.
  vast-pilot --download --find-fields-input find-fields-output.csv --stokes I --output OUT
      Download the fields that find_sources found.

Exit codes: 0 all good, 1 some files failed or there is no network, 2 wrong usage or config, 3 stopped
by link, password or sign-in, 130 interrupted. Run the same command again to resume where it stopped.
`;

/**
 * Reads the command line.
 *
 * @param words without the program's own name
 * @throws AppError `bad-usage`, which names the nearest flag for a typo
 */
export function parseCommandLine(words: readonly string[], version: string): Invocation {
  for (const word of words) refuseInexact('An argument', word);
  let text = '';
  let complaint = '';
  let invocation: Invocation | null = null;
  const root = new Command('vast-pilot')
    .description(
      'Download the VAST Pilot survey from Dropbox: select epochs, fields and products, and get verified files.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
      writeErr: (part) => {
        complaint += part;
      },
    })
    .exitOverride()
    .addHelpText('after', EXAMPLES)
    // A command's own --output is not the program's.
    .enablePositionalOptions()
    .allowExcessArguments(false);
  addOptions(root).action((raw: Partial<Options>) => {
    invocation = { kind: 'run', options: complete(raw) };
  });
  root
    .command('demo-server')
    .description('serve the demo survey alone, for other clients; prints how to reach it as JSON')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', wholeNumber(0, 65_535), 0)
    .option('--scale <n>', 'factor by which files are larger than usual', wholeNumber(1, 64), 1)
    .option(
      '--real-scale-field <field>',
      "a field whose images have the survey's own pixels, e.g. VAST_0918+00A",
      textOnce,
    )
    .action((asked: DemoServerAsked) => {
      invocation = { kind: 'demo-server', asked };
    });
  root
    .command('serve')
    .description('serve the app to a browser on this machine; prints the address to open')
    .option(
      '--port <n>',
      'port on 127.0.0.1; 0 takes a free one (default: the port of the last start)',
      wholeNumber(0, 65_535),
    )
    .option('--new-key', 'renew the key in the address; open pages need the new one')
    .action(({ port = null, newKey = false }: { port?: number | null; newKey?: boolean }) => {
      invocation = { kind: 'serve', port, newKey };
    });
  addFindFields(root, (asked) => {
    invocation = { kind: 'find-fields', asked };
  });
  addCutout(root, (asked) => {
    invocation = { kind: 'cutout', asked };
  });
  addHeader(root, (asked) => {
    invocation = { kind: 'header', asked };
  });
  addLightcurve(root, (asked) => {
    invocation = { kind: 'lightcurve', asked };
  });
  addSamp(root, (asked) => {
    invocation = { kind: 'samp', asked };
  });
  try {
    root.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text };
    const why = explain(error, complaint, root);
    throw new AppError('bad-usage', `${why}\nSee vast-pilot --help.`, { cause: error });
  }
  return invocation ?? { kind: 'text', text: root.helpInformation() };
}

function explain(error: CommanderError, complaint: string, root: Command): string {
  const extra = /got \d+: (.*)\.$/.exec(error.message)?.[1];
  if (error.code === 'commander.excessArguments' && extra !== undefined) {
    const flags = root.options.map(({ long }) => long ?? '');
    const [meant] = closest(`--${extra}`, flags, 1);
    return meant === undefined
      ? `"${extra}" belongs to no flag. A list has commas and no spaces (1,2,4x); values with spaces need quotes.`
      : `"${extra}" belongs to no flag. Did you mean ${meant}?`;
  }
  const wrong = /option '(--[\w-]+).*' argument '(.*)' is invalid\. (.*)$/s.exec(error.message);
  if (wrong !== null) return `${wrong[1]} "${wrong[2]}": ${wrong[3]}`;
  const lacks = /option '(--[\w-]+) <(.*)>' argument missing/.exec(error.message);
  if (lacks !== null) return `${lacks[1]} needs a value: ${lacks[1]} <${lacks[2]}>.`;
  return (complaint || error.message).trim().replace(/^error: /, '');
}
