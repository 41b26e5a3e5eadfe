import { type Command, Option } from 'commander';
import type { SourcesAsked } from './read-source-list.ts';

const RA_UNITS = { deg: 'degrees', hours: 'hours' } as const;
const FRAMES = { icrs: 'ICRS', fk5: 'FK5 J2000', galactic: 'galactic' } as const;

/** The flags of {@link addSourceOptions}, as commander gives them. */
export interface GivenSources {
  readonly position?: string;
  readonly raUnit?: keyof typeof RA_UNITS;
  readonly frame?: keyof typeof FRAMES;
}

/** Adds to a command where its sources come from, and how they are read. */
export function addSourceOptions(command: Command): Command {
  return command
    .argument('[sources]', 'a table of sources, - for stdin')
    .option('--position <text>', 'one position in place of a table: "RA Dec"')
    .addOption(
      new Option(
        '--ra-unit <unit>',
        'the unit of right ascensions, where the table has none or is wrong',
      ).choices(Object.keys(RA_UNITS)),
    )
    .addOption(
      new Option(
        '--frame <name>',
        'the frame of the positions, where the table has none or is wrong',
      ).choices(Object.keys(FRAMES)),
    );
}

/** What was given of them. */
export function sourcesAsked(sources: string | undefined, given: GivenSources): SourcesAsked {
  return {
    sources: sources ?? null,
    position: given.position ?? null,
    raUnit: given.raUnit === undefined ? null : RA_UNITS[given.raUnit],
    frame: given.frame === undefined ? null : FRAMES[given.frame],
  };
}
