import type { Command } from 'commander';
import { textOnce } from './option-values.ts';

/** What `vast-pilot samp` is asked for. */
export type SampAsked =
  | { readonly kind: 'list' }
  /** `to` is null for all programs that take the files. */
  | { readonly kind: 'send'; readonly files: readonly string[]; readonly to: string | null };

const EXAMPLES = `
Examples:
  vast-pilot samp list
      The programs at the hub that TOPCAT or another program runs.
  vast-pilot samp send VAST_0918+00A.EPOCH01.I.fits --to DS9
      An image to DS9; without --to, to every program that takes images.
  vast-pilot samp send *.components.txt --to TOPCAT
      Catalogues, as VOTables with the names and units of their columns.

A program that has not answered within seconds counts as "sent", never as loaded.
Exit codes: 0 sent, 1 no hub or a program failed, 2 wrong usage or a file that can't be sent.
`;

/** Adds the command to the program; `onAsked` is called where it was given. */
export function addSamp(root: Command, onAsked: (asked: SampAsked) => void): void {
  const samp = root
    .command('samp')
    .description('send files to TOPCAT, DS9, Aladin and other programs at a SAMP hub')
    .addHelpText('after', EXAMPLES);
  samp
    .command('list')
    .description('print the programs at the hub, and what they take')
    .action(() => onAsked({ kind: 'list' }));
  samp
    .command('send')
    .description('send images, VOTables and catalogues of selavy')
    .argument('<file...>', 'files on disk')
    .option('--to <program>', 'only to the program of this name', textOnce)
    .addHelpText('after', EXAMPLES)
    .action((files: readonly string[], { to = null }: { to?: string | null }) =>
      onAsked({ kind: 'send', files, to }),
    );
}
