/**
 * `npm run bench [-- --runs N] [FIGURE …]`: measures the built app against programs that do the same, and writes what
 * it found to docs/performance.md where all figures were asked for. Wants curl, rclone, nginx and openssl; 8 GB of
 * free disk in the folder for temporary files, 7 GB free at /dev/shm; and a machine that has nothing else to do.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { bigFile } from './figures/big-file.ts';
import { catalogues } from './figures/catalogues.ts';
import { crawlFigure } from './figures/crawl.ts';
import { cutouts } from './figures/cutouts.ts';
import { dryRun } from './figures/dry-run.ts';
import { farAway } from './figures/far-away.ts';
import type { Figure } from './figures/figure.ts';
import { firstPicture } from './figures/first-picture.ts';
import { latency } from './figures/latency.ts';
import { machine } from './figures/machine.ts';
import { manyFolders } from './figures/many-folders.ts';
import { memory } from './figures/memory.ts';
import { resume } from './figures/resume.ts';
import { sixFiles } from './figures/six-files.ts';
import { smallFiles } from './figures/small-files.ts';
import { verify } from './figures/verify.ts';
import { findFieldsFigure } from './find-fields.ts';
import { versionOf } from './measured.ts';

const FIGURES = {
  big: bigFile,
  six: sixFiles,
  small: smallFiles,
  latency,
  folders: manyFolders,
  dry: dryRun,
  crawl: crawlFigure,
  resume,
  memory,
  far: farAway,
  verify,
  fields: findFieldsFigure,
  catalogues,
  look: firstPicture,
  cutouts,
};

function formatValue({ value, unit }: Figure): string {
  if (unit === 'ratio') return value.toFixed(value < 0.1 ? 4 : 2);
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}

/** Whether a figure keeps what it should, as `yes`, `**no**`, or nothing where there is no target. */
function reachedCell({ target, value }: Figure): string {
  if (target === null) return '';
  const limit = Number(target.slice(2));
  return (target.startsWith('≤') ? value <= limit : value >= limit) ? 'yes' : '**no**';
}

function row(figure: Figure): string {
  const { name, target, detail } = figure;
  return `| ${name} | ${target ?? ''} | ${formatValue(figure)} | ${reachedCell(figure)} | ${detail} |`;
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const peers = [['curl'], ['rclone', 'version'], ['nginx', '-v'], ['openssl', 'version']] as const;
const versions = peers.map(([command, flag]) => versionOf(command, flag) ?? `no ${command}`);
const missing = versions.filter((version) => version.startsWith('no '));
if (missing.length > 0) {
  process.stderr.write(
    `The bench needs what is not here: ${missing.join(', ')}. Install it first.\n`,
  );
  process.exit(2);
}
const unknown = positionals.filter((name) => !Object.hasOwn(FIGURES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no ${unknown.join(', ')}. There are ${Object.keys(FIGURES).join(', ')}.\n`,
  );
  process.exit(2);
}
const bench = { work: mkdtempSync(join(tmpdir(), 'vast-bench-')), runs: Number(values.runs) };
const rows: string[] = [];
let machineLine: string;
try {
  machineLine = machine(bench);
  for (const [name, measure] of Object.entries(FIGURES)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for (const figure of await measure(bench)) {
      rows.push(row(figure));
      process.stdout.write(`${row(figure)}\n`);
    }
  }
} finally {
  rmSync(bench.work, { recursive: true, force: true });
}

/** Each run replaces the report between these two lines; the text around them is written by hand. */
const [BEGIN, END] = ['<!-- figures: npm run bench -->', '<!-- end of figures -->'];
if (positionals.length === 0) {
  const file = join(import.meta.dirname, '../../docs/performance.md');
  const text = readFileSync(file, 'utf8');
  const table = [
    BEGIN,
    `${new Date().toISOString().slice(0, 10)}; ${machineLine}; ${versions.join('; ')}; medians of ${bench.runs}.`,
    '',
    '| figure | to reach | found | reached | |',
    '|---|---|---|---|---|',
    ...rows,
    END,
  ].join('\n');
  const [before = ''] = text.split(BEGIN);
  const [, after = ''] = text.split(END);
  writeFileSync(file, `${before}${table}${after}`);
  process.stdout.write(`written to docs/performance.md\n`);
}
