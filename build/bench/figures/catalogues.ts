/**
 * Reading a catalogue of selavy with 100,000 rows: the text against a bare loop, the VOTable against astropy. Wants
 * python3-astropy.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createSurveyFiles } from '../../../src/demo/products/survey-file.ts';
import { findPython } from '../../../src/main/testing/python.ts';
import { demoObservations } from '../../../src/shared/survey/demo-observations.ts';
import { measured, median } from '../measured.ts';
import type { Bench, Figure } from './figure.ts';

const ROWS = 100_000;
const SELAVY = '/EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components';

interface Timing {
  readonly seconds: number;
  readonly rows: number;
}

/** A catalogue of the demo with its rows again and again. */
function longCatalogue(extension: 'txt' | 'xml'): string {
  const make = createSurveyFiles({ seed: 1, scale: 0.5, observations: demoObservations('tiny') });
  const text = Buffer.from(make(`${SELAVY}.${extension}`, '')!).toString();
  const rows =
    extension === 'txt'
      ? text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
      : text.match(/<TR>[^]*?<\/TR>\n?/g)!;
  const head = text.slice(0, text.indexOf(rows[0]!));
  const foot = extension === 'txt' ? '' : text.slice(text.lastIndexOf('</TR>') + '</TR>'.length);
  const body = Array.from({ length: ROWS }, (_, row) => rows[row % rows.length]!);
  return `${head}${body.join(extension === 'txt' ? '\n' : '')}${foot}\n`;
}

/** Each in a process of its own, a fresh one for each run. */
export async function catalogues({ work, runs }: Bench): Promise<Figure[]> {
  const python = findPython('astropy');
  if (python === null) throw new Error('The bench needs python3-astropy. Install it first.');
  const [text, votable] = [join(work, 'components.txt'), join(work, 'components.xml')];
  writeFileSync(text, longCatalogue('txt'));
  writeFileSync(votable, longCatalogue('xml'));
  const here = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
  const timed = (...command: readonly string[]): number => {
    const { seconds, rows } = JSON.parse(measured(command).stdout) as Timing;
    if (rows !== ROWS) throw new Error(`${command.join(' ')} read ${rows} rows of ${ROWS}.`);
    return seconds;
  };
  const ours = (how: string, file: string): number =>
    timed(process.execPath, here('catalogue-run.ts'), how, file);
  const pairs = Array.from({ length: runs }, () => ({
    loop: ours('loop', text),
    text: ours('read', text),
    astropy: timed(python, here('astropy-votable.py'), votable),
    votable: ours('read', votable),
  }));
  const of = (name: keyof (typeof pairs)[number]): string =>
    median(pairs.map((pair) => pair[name])).toFixed(2);
  return [
    {
      name: `a catalogue of ${ROWS} rows as text ÷ splitting and reading numbers in a bare loop`,
      target: '≤ 1.2',
      value: median(pairs.map((pair) => pair.text / pair.loop)),
      unit: 'ratio',
      detail: `${of('text')} ÷ ${of('loop')} s`,
    },
    {
      name: 'the same as VOTable ÷ astropy.table',
      target: '≤ 0.3',
      value: median(pairs.map((pair) => pair.votable / pair.astropy)),
      unit: 'ratio',
      detail: `${of('votable')} ÷ ${of('astropy')} s`,
    },
  ];
}
