import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killRuns } from './kill-runs.ts';

it('a download that is killed again and again brings every byte home', {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  try {
    const report = await killRuns(folder, 12, Math.random);
    expect(report.faults).toEqual([]);
    expect(report.kills).toBeGreaterThanOrEqual(12);
    expect(report.bytesSent - report.bytesWanted).toBeLessThanOrEqual(report.bytesLostAtMost);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
