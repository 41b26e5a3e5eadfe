import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHashOfDigests } from '#main/system/integrity/content-hash.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { PartJournal, type PartIdentity } from './part-journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const BLOCKS = 5;
const identity: PartIdentity = {
  path: '/a.fits',
  size: BLOCKS * BLOCK_BYTES - 3,
  rev: 'r1',
  contentHash: 'ab',
};

const digest = (seed: number): Uint8Array => createHash('sha256').update(String(seed)).digest();
const file = (): string => join(folder, 'a.journal');
const doneIn = (journal: PartJournal): number[] =>
  Array.from({ length: BLOCKS }, (_, index) => index).filter((index) => journal.isDone(index));

function write(...blocks: number[]): void {
  const journal = PartJournal.open(file(), identity, 'boot');
  for (const block of blocks) journal.markDone(block, digest(block));
  journal.close();
}

function reopen(as: Partial<PartIdentity> = {}, boot = 'boot'): PartJournal {
  const journal = PartJournal.open(file(), { ...identity, ...as }, boot);
  journal.close();
  return journal;
}

describe('a part journal', () => {
  it('contains the finished blocks after it is reopened, in any order', () => {
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3, 4]), fc.boolean(), (blocks, backwards) => {
        rmSync(file(), { force: true });
        write(...(backwards ? blocks.toReversed() : blocks));
        expect(doneIn(reopen())).toEqual(blocks);
      }),
      { numRuns: 30 },
    );
  });

  it('computes the content_hash from its digests', () => {
    write(4, 2, 0, 1, 3);
    expect(reopen().contentHash()).toBe(contentHashOfDigests([0, 1, 2, 3, 4].map(digest)));
    write();
    expect(reopen().contentHash()).toHaveLength(64);
  });

  it('starts empty for another revision, size, hash or path', () => {
    for (const other of [
      { rev: 'r2' },
      { rev: null },
      { contentHash: 'cd' },
      { path: '/b.fits' },
    ]) {
      write(0, 1);
      const journal = reopen(other);
      expect(journal.adopted).toBe(false);
      expect(doneIn(journal)).toEqual([]);
    }
  });

  it('joins only responses of the first revision, and records that revision', () => {
    const unknown = { ...identity, rev: null };
    const first = PartJournal.open(file(), unknown, 'boot');
    expect([first.joins(null), first.joins('r1'), first.joins('r2')]).toEqual([true, true, false]);
    first.markDone(0, digest(0));
    first.close();
    for (const boot of ['boot', 'next boot']) {
      const next = PartJournal.open(file(), unknown, boot);
      expect([doneIn(next), next.joins('r2'), next.joins('r1')]).toEqual([[0], false, true]);
      next.close();
    }
    const last = PartJournal.open(file(), unknown, 'boot');
    last.forgetAll();
    expect([last.joins('r2'), last.joins('r1')]).toEqual([true, false]);
    last.close();
  });

  it('accepts another revision if it contains no block yet', () => {
    const before = PartJournal.open(file(), identity, 'boot');
    expect(before.joins('r1')).toBe(true);
    before.close();
    const next = PartJournal.open(file(), identity, 'boot');
    expect(next.joins('r2')).toBe(true);
    next.close();
  });

  it('reports a restart of the machine until its blocks have been compared', () => {
    write(0, 1);
    // The process that compares them may die, or start to write, before it has finished.
    for (const round of ['first', 'second', 'third']) {
      const after = PartJournal.open(file(), identity, 'next boot');
      expect([round, after.adopted, after.sameBoot, doneIn(after)]).toEqual([
        round,
        true,
        false,
        [0, 1],
      ]);
      after.joins('r1');
      if (round === 'third') after.believe();
      after.close();
    }
    expect(reopen({}, 'next boot').sameBoot).toBe(true);
    expect(reopen({}, 'boot after that').sameBoot).toBe(false);
  });

  it('never trusts a block whose entry is damaged, and survives any damage', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        rmSync(file(), { force: true });
        write(0, 1, 2, 3, 4);
        const bytes = readFileSync(file());
        bytes[at % bytes.length]! ^= flip;
        writeFileSync(file(), bytes);
        const journal = reopen();
        for (const block of doneIn(journal)) {
          expect(Buffer.from(digest(block)).equals(journal.digestOf(block)!)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('starts empty if its file was truncated', () => {
    write(0, 1);
    truncateSync(file(), 90);
    expect(doneIn(reopen())).toEqual([]);
  });

  it('discards blocks', () => {
    write(0, 1, 2);
    const journal = PartJournal.open(file(), identity, 'boot');
    journal.forget(1);
    journal.close();
    expect(doneIn(reopen())).toEqual([0, 2]);
    const all = PartJournal.open(file(), identity, 'boot');
    all.forgetAll();
    all.close();
    expect(doneIn(reopen())).toEqual([]);
  });
});
