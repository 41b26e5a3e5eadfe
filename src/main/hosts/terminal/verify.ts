import { resolve } from 'node:path';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { readChecksums, withChecksums } from './checksums.ts';
import { readDemand } from './choose-files.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { chooseLive, connect, tellMissing } from './live-listing.ts';

/**
 * `--verify`: reads every selected file that is on disk and compares it with the listing. Downloads nothing. Prints
 * what is not good, one a line: `damaged PATH`, `missing PATH`, `unreadable PATH`.
 */
export async function verify(context: Context): Promise<ExitCode> {
  const { options, engine, screen, cwd, print } = context;
  const demand = readDemand(context);
  const checksums = readChecksums(context);
  const disconnect = await connect(context);
  try {
    const { files, missing, problems } = await chooseLive(context, demand);
    tellMissing(context, missing);
    const wanted = withChecksums(context, files, checksums);
    const off = engine.on('verify', ({ filesDone }) => {
      screen.draw([`Checking: ${filesDone} of ${formatNumberOf(wanted.length, 'file')}`]);
    });
    const outputFolder = resolve(cwd, options.output);
    const rows = await engine.call('verify', { outputFolder, files: wanted }).finally(() => {
      off();
      screen.draw([]);
    });
    for (const { path, verdict, why } of rows) {
      if (verdict !== 'good') print(`${verdict} ${path}`);
      if (why !== null) screen.say(`${path}: ${verdict === 'damaged' ? 'the file ' : ''}${why}`);
    }
    const count = (test: (row: (typeof rows)[number]) => boolean): number =>
      rows.filter(test).length;
    const absent = count(({ verdict }) => verdict === 'missing');
    const bad = count(({ verdict }) => verdict === 'damaged' || verdict === 'unreadable');
    const sizeOnly = count(({ assurance }) => assurance === 'size-only');
    const parts = [
      `${formatNumberOf(
        count(({ assurance }) => assurance === 'verified'),
        'file',
      )} verified`,
      ...(sizeOnly > 0 ? [`${sizeOnly} of the right size (no checksum is known)`] : []),
      ...(bad > 0 ? [`${bad} damaged or unreadable`] : []),
      ...(absent > 0 ? [`${absent} not on disk`] : []),
    ];
    screen.say(`${outputFolder}: ${parts.join(', ')}.`);
    const allGood = bad + absent + missing.length + problems.length === 0;
    if (bad + absent > 0) {
      screen.say('Download the same selection again: what is damaged or missing is fetched.');
    }
    return allGood ? EXIT.allGood : EXIT.someFailed;
  } finally {
    await disconnect();
  }
}
