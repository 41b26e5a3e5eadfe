import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { fileAt, totalsOf } from '#shared/catalogue/catalogue.ts';
import { estimateBytes } from '#shared/plan/estimate-bytes.ts';
import { startDemoServer } from './demo-server.ts';
import { DEMO_TYPICAL_BYTES } from '../shared/plan/demo-typical-bytes.ts';

describe("what the demo's files are thought to have", () => {
  it('is within a quarter of what a smaller one has', async () => {
    const demo = await startDemoServer({ survey: 'tiny' });
    try {
      const files = await demo.files();
      const known = createCatalogue(files.map((file) => ({ ...file, contentHash: null })));
      const unknown = createCatalogue(
        files.map(({ path }) => ({ path, size: null, rev: null, contentHash: null })),
      );
      const isCurrent = (row: number) => !fileAt(known, row).path.startsWith('/LEGACY');
      const rows = bitsetWhere(known.length, isCurrent);
      const estimated = estimateBytes(unknown, rows, DEMO_TYPICAL_BYTES)!;
      const { bytes } = totalsOf(known, rows);
      expect(estimated / bytes).toBeGreaterThan(0.75);
      expect(estimated / bytes).toBeLessThan(1.25);
    } finally {
      await demo.close();
    }
  });
});
