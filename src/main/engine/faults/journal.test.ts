import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HEADER_BYTES, SLOT_BYTES } from '#main/engine/transfer/part-journal.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { LARGE_BYTES, openStation, type Station } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';

describe('the journal of an unfinished file', () => {
  it('costs only the blocks whose entries are damaged, and never causes a wrong byte', async () => {
    const station = await broken();
    const journal = join(station.out, `${LARGE}.part.journal`);
    const bytes = readFileSync(journal);
    // In the entry of the second block.
    bytes[HEADER_BYTES + SLOT_BYTES + 5]! ^= 0xff;
    writeFileSync(journal, bytes);
    await station.start();
    await station.holds([LARGE]);
    expect(station.asked(LARGE)[0]).toBe(1);
  });

  it('is ignored if it is nonsense, has another length, or belongs to another file', async () => {
    for (const make of [
      (bytes: Buffer) => randomBytes(bytes.length),
      (bytes: Buffer) => bytes.subarray(0, bytes.length - 1),
      () => Buffer.alloc(0),
      (bytes: Buffer) => Buffer.concat([bytes, bytes]),
    ]) {
      const station = await broken();
      const journal = join(station.out, `${LARGE}.part.journal`);
      writeFileSync(journal, make(readFileSync(journal)));
      await station.start();
      await station.holds([LARGE]);
      expect(station.asked(LARGE)[0]).toBe(0);
    }
  });

  it('does not match a changed part file after a restart of the machine, so that those blocks are fetched again', async () => {
    const station = await broken();
    const part = join(station.out, `${LARGE}.part`);
    const bytes = readFileSync(part);
    bytes.fill(7, 100, 200);
    writeFileSync(part, bytes);
    station.reopen({ bootMark: 'another boot' });
    await station.start();
    await station.holds([LARGE]);
    // The first block is fetched again, but not the second.
    expect(station.asked(LARGE)).toEqual([0, 2]);
  });
});

/** A station whose large file was cut after its second block, with its call log reset. */
async function broken(): Promise<Station> {
  const station = await openStation({ files: { [LARGE]: LARGE_BYTES } });
  const files = await station.list();
  station.demo.faults.add({ times: 1, fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES } });
  station.demo.faults.add({
    after: 1,
    times: 1,
    fault: { kind: 'unauthorized', tag: 'invalid_access_token' },
  });
  await station.bring(files);
  await station.holds([], [LARGE]);
  await station.connect();
  station.demo.calls.reset();
  return station;
}
