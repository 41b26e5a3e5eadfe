import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measured, median } from '../measured.ts';
import { spawnServer } from '../spawned.ts';
import { makeBigFile, runEngine } from '../world.ts';
import { type Bench, type Figure, GIB, seconds, withNginx } from './figure.ts';

/** TLS over a way of 50 ms there and back, with a server that would speak HTTP/2. */
export async function farAway(bench: Bench): Promise<Figure[]> {
  const { work, runs } = bench;
  const folder = join(work, 'files');
  const wanted = makeBigFile(folder, '/EPOCH01/big.fits', GIB / 2);
  const ratios = await withNginx(bench, folder, async ({ tlsPort, certFile }) => {
    const wire = await spawnServer('slow-wire.ts', [String(tlsPort), '25']);
    try {
      const endpoint = `https://localhost:${wire.line}`;
      const url = `${endpoint}/files${wanted.path}`;
      const file = join(work, 'peer.bin');
      return Array.from({ length: runs }, () => {
        const curl = measured(['curl', '-sf', '--http1.1', '--cacert', certFile, '-o', file, url]);
        rmSync(file);
        const { run } = runEngine(work, {
          endpoint,
          wanted: [wanted],
          parallel: 1,
          single: true,
          env: { NODE_EXTRA_CA_CERTS: certFile },
        });
        rmSync(join(work, 'engine-out'), { recursive: true });
        return { ours: run.seconds, curl: curl.seconds };
      });
    } finally {
      await wire.stop();
    }
  });
  rmSync(folder, { recursive: true });
  return [
    {
      name: 'TLS at 50 ms there and back, one 512 MiB file, one connection: our rate ÷ that of curl --http1.1',
      target: '≥ 0.5',
      value: median(ratios.map(({ ours, curl }) => curl / ours)),
      unit: 'ratio',
      detail: `${seconds(median(ratios.map(({ curl }) => curl)))} (curl), ${seconds(median(ratios.map(({ ours }) => ours)))} (ours)`,
    },
  ];
}
