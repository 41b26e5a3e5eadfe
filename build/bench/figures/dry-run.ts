import { join } from 'node:path';
import process from 'node:process';
import { measured, median } from '../measured.ts';
import { type Bench, type Figure, seconds } from './figure.ts';

export const COMMAND = join(import.meta.dirname, '../../vast-pilot.mjs');

/** A start of the command that needs no network, beside a start of Node that does nothing. */
export async function dryRun({ work, runs }: Bench): Promise<Figure[]> {
  const env = { VAST_PILOT_HOME: join(work, 'dry-run-home') };
  const ours = () => measured([process.execPath, COMMAND, '--dry-run', '--only-epochs', '1'], env);
  // Node keeps what it compiled at the end of the first run.
  ours();
  const rows = Array.from({ length: Math.max(runs, 7) }, () => ({
    node: measured([process.execPath, '-e', '0']),
    ours: ours(),
  }));
  const of = (value: (row: (typeof rows)[number]) => number): number => median(rows.map(value));
  return [
    {
      name: '--dry-run --only-epochs 1, whole command ÷ node -e 0',
      target: '≤ 5',
      value: of((row) => row.ours.seconds / row.node.seconds),
      unit: 'ratio',
      detail: `${seconds(of((row) => row.ours.seconds))} ÷ ${seconds(of((row) => row.node.seconds))}; CPU ${seconds(of((row) => row.ours.cpuSeconds))} ÷ ${seconds(of((row) => row.node.cpuSeconds))}; peak memory ${(of((row) => row.ours.peakBytes) / 1e6).toFixed(0)} MB`,
    },
  ];
}
