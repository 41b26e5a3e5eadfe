import type { CutoutsOutput } from '#main/engine/contract/cutout-calls.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import type { Context } from './context.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';

/** Reports what was cut, each failure with its reason, and how to continue. */
export function reportCutouts(
  { screen, signal, answer }: Context,
  { results, bytes, calls, halted }: CutoutsOutput,
  badRows: number,
  table: string,
): ExitCode {
  const count = (...outcomes: readonly string[]): number =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const parts = [
    `${formatNumberOf(count('cut'), 'cutout')} written`,
    ...part(count('kept'), 'already there'),
    ...part(count('not-covered', 'all-nan'), 'without a value'),
    ...part(count('not-there'), 'not in the shared folder'),
    ...part(count('failed'), 'failed'),
    ...part(count('stopped'), 'not fetched yet'),
  ];
  screen.say(
    `${parts.join(', ')}; ${formatNumberOf(calls, 'call')}, ${formatBytes(bytes)}. Cutouts are not hash-checked. Table: ${table}`,
  );
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  for (const note of new Set(failed.map((result) => result.note))) screen.error(note);
  if (signal.aborted) {
    screen.say('Stopped. Run the same command again: it resumes where it stopped.');
    return EXIT.interrupted;
  }
  if (halted !== null) {
    answer.fail(halted);
    screen.error(halted.message);
    screen.say('Once that is fixed, run the same command again: it resumes where it stopped.');
    const code = exitCodeOf(halted.code);
    return code === EXIT.wrongUsage ? EXIT.someFailed : code;
  }
  return badRows + count('failed', 'not-there', 'stopped') > 0 ? EXIT.someFailed : EXIT.allGood;
}

function part(count: number, words: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${words}`];
}
