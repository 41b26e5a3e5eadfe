import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connectionLine } from './demo-connection.ts';
import { startDemoServer } from './demo-server.ts';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('./testdata/read_demo.py', import.meta.url));

/** A Python that has both packages, or null where this machine has none. */
async function findPython(): Promise<string | null> {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      await run(python, ['-c', 'import astropy, dropbox, numpy']);
      return python;
    } catch {
      // Not this one.
    }
  }
  return null;
}

const python = await findPython();

describe.skipIf(python === null)(
  'a demo, to astropy and the Python dropbox client (where they are installed)',
  () => {
    it('can be listed, downloaded, verified and opened', async () => {
      const demo = await startDemoServer({ survey: 'tiny', pageSize: 3 });
      const child = run(python!, [SCRIPT]);
      child.child.stdin?.end(connectionLine(demo));
      const { stdout } = await child;
      await demo.close();

      const found: Record<string, number> = JSON.parse(stdout);
      expect(found).toMatchObject({
        account: 'demo@example.org',
        object: 'VAST_0918+00A',
        unit: 'Jy/beam',
        fluxUnit: 'mJy / beam',
        peaksOff: 0,
        textAgrees: true,
      });
      expect(found['files']).toBeGreaterThan(100);
      expect(found['centre']).toEqual(found['centrePixel']);
      expect(found['components']).toBeGreaterThan(50);
      expect(found['islands']).toBe(found['components']);
      // The rms map tells the noise of the image, sources aside.
      expect(found['noise']).toBeGreaterThan(0.8);
      expect(found['noise']).toBeLessThan(1.6);
      expect(found['unseen']).toBeLessThan(0.2);
      expect(found['stokesV']).toBeGreaterThan(0.5);
    });
  },
);
