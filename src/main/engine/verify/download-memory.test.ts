import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openQueueDatabase } from '#main/engine/queue/queue-schema.ts';
import { QueueStore } from '#main/engine/queue/queue-store.ts';
import { openDownloadMemory } from './download-memory.ts';

const HASH = 'ab'.repeat(32);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the record of downloads', () => {
  it('contains verified files with their hashes while the queue is in use', () => {
    const file = join(folder, 'queue.sqlite');
    const store = new QueueStore(openQueueDatabase(file));
    const stamp = { size: 5, mtimeNs: 1n, ctimeNs: 2n, inode: 3n };
    store.remember('/EPOCH01/a', stamp, HASH);
    store.flush();
    const memory = openDownloadMemory(file);
    expect(memory.knows('/EPOCH01/a')).toBe(true);
    expect(memory.knows('/EPOCH01/b')).toBe(false);
    expect(memory.contentHashOf('/EPOCH01/a')).toBe(HASH);
    expect([...memory.folders()]).toEqual(['/EPOCH01']);
    expect(memory.trouble).toBeNull();

    // A doubted file is read again, but its expected hash stays known.
    store.doubt(['/EPOCH01/a']);
    expect(store.recall('/EPOCH01/a', stamp)).toBeNull();
    expect(memory.contentHashOf('/EPOCH01/a')).toBe(HASH);
    memory.close();
    store.close();
  });

  it('is empty without a queue, or with a damaged one, which is reported', () => {
    const damaged = join(folder, 'damaged.sqlite');
    writeFileSync(damaged, 'no database at all');
    for (const file of [join(folder, 'gone.sqlite'), damaged]) {
      const memory = openDownloadMemory(file);
      expect([memory.knows('/a'), memory.contentHashOf('/a')]).toEqual([false, null]);
      expect(memory.folders().size).toBe(0);
      if (file === damaged) expect(memory.trouble).toContain(`${damaged}: "`);
      else expect(memory.trouble).toBeNull();
      memory.close();
    }
  });

  it('contains the readable part of a damaged queue, which is reported', () => {
    const file = join(folder, 'queue.sqlite');
    const store = new QueueStore(openQueueDatabase(file));
    const stamp = { size: 5, mtimeNs: 1n, ctimeNs: 2n, inode: 3n };
    for (let epoch = 0; epoch < 2_000; epoch += 1) store.remember(`/E${epoch}/a`, stamp, HASH);
    store.flush();
    store.close();
    const bytes = readFileSync(file);
    // The schema is on the first page, before the files.
    bytes.fill(0xff, bytes.length / 2);
    writeFileSync(file, bytes);
    const memory = openDownloadMemory(file);
    expect(memory.trouble).toBeNull();
    expect(memory.folders().size).toBeLessThan(2_000);
    expect(memory.trouble).toMatch(/malformed.*Downloaded files that are missing/);
    expect(memory.contentHashOf('/E1999/a')).toSatisfy((hash) => hash === null || hash === HASH);
    memory.close();
  });
});
