/**
 * `npm run test:kill [-- TIMES]`: kills a download at random moments, 200 times by default, and checks that every byte
 * arrives. Exits with 1 if anything is wrong.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { killRuns } from '#main/testing/kill-runs.ts';
import { formatBytes } from '#shared/format/quantities.ts';

const times = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(join(tmpdir(), 'kill-'));
try {
  const report = await killRuns(folder, times, Math.random, (killed) => {
    if (killed % 20 === 0) process.stdout.write(`killed ${killed} times\n`);
  });
  for (const fault of report.faults) process.stdout.write(`${fault}\n`);
  const extra = report.bytesSent - report.bytesWanted;
  const affordable = extra <= report.bytesLostAtMost;
  process.stdout.write(
    `${report.kills} kills, ${report.trees} complete trees of ${formatBytes(report.bytesWanted / report.trees)}, ` +
      `${report.faults.length} faults\n` +
      `${formatBytes(extra)} downloaded twice, ${formatBytes(extra / report.kills)} a kill ` +
      `(in flight: at most ${formatBytes(report.bytesLostAtMost / report.kills)})\n`,
  );
  process.exitCode = report.faults.length === 0 && affordable ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
