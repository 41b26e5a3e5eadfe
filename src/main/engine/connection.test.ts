import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoServer } from '#demo/demo-server.ts';
import { linkKey } from '#main/system/paths/link-key.ts';
import { systemClock } from '#main/system/time/clock.ts';
import { createConnection } from './connection.ts';
import { createDownloadLimits } from './download-limits.ts';

describe('a closed connection', () => {
  it('replaces its memory file in one step, so that a kill leaves one whole file', async () => {
    const home = mkdtempSync(join(tmpdir(), 'connection-'));
    const demo = await startDemoServer({ survey: [] });
    onTestFinished(async () => {
      await demo.close();
      rmSync(home, { recursive: true });
    });
    const gates = join(home, 'gates');
    const file = join(gates, `${linkKey(demo.sharedUrl)}.json`);
    // A hard link shows whether the old bytes are overwritten.
    const before = join(home, 'before.json');
    mkdirSync(gates);
    writeFileSync(file, '{"note":"of the last run"}');
    linkSync(file, before);

    const { endpoint, sharedUrl, password, accessToken } = demo;
    const credentials = { sharedUrl, password, accessToken, refreshToken: null, appKey: null };
    const connection = await createConnection(
      { credentials, endpoint },
      createDownloadLimits(home, systemClock),
      new AbortController().signal,
      () => undefined,
    );
    await connection.close();

    expect(JSON.parse(readFileSync(file, 'utf8'))).not.toHaveProperty('note');
    expect(readFileSync(before, 'utf8')).toBe('{"note":"of the last run"}');
    expect(readdirSync(gates)).toHaveLength(1);
  });
});
