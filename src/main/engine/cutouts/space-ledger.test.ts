import { describe, expect, it } from 'vitest';
import { createSpaceLedger } from './space-ledger.ts';

const MIB = 1024 * 1024;

/** A disk whose free space is set by hand. */
function disk(freeBytes: number, freeFiles: number | null = null) {
  const free = { freeBytes, freeFiles };
  return { free, ledger: createSpaceLedger('/out', async () => ({ ...free })) };
}

describe('space for cutouts', () => {
  it('is that of all cutouts under way together, and is free again after them', async () => {
    // 16 MiB stay free.
    const { ledger } = disk(26 * MIB);
    const first = await ledger.reserve(2, 6 * MIB);
    await expect(ledger.reserve(1, 6 * MIB)).rejects.toThrow(
      /^\/out: the next 3 cutouts need 12\.6 MB, but only 27\.3 MB are free on that disk/,
    );
    const second = await ledger.reserve(1, 4 * MIB);
    first();
    await expect(ledger.reserve(1, 7 * MIB)).rejects.toMatchObject({ code: 'disk-full' });
    second();
    await ledger.reserve(1, 10 * MIB);
  });

  it('goes to the first who asks, and a refused one takes none', async () => {
    const { ledger } = disk(26 * MIB);
    const asked = [10, 11, 9].map((mib) => ledger.reserve(1, mib * MIB));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    (outcomes[0] as PromiseFulfilledResult<() => void>).value();
    await ledger.reserve(1, 10 * MIB);
  });

  it('counts files where the disk counts them, and nothing where it reports nothing', async () => {
    const { ledger, free } = disk(1e9, 26);
    const release = await ledger.reserve(8, 10);
    await expect(ledger.reserve(3, 10)).rejects.toThrow(
      /space for 26 more files \(inodes\), too few for the next 11 cutouts/,
    );
    release();
    await ledger.reserve(10, 10);
    Object.assign(free, { freeBytes: null, freeFiles: null });
    await ledger.reserve(1e6, 1e15);
  });
});
