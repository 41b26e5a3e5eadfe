import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('Turns', () => {
  it('begin a change once the one before has settled, also after a failure', async () => {
    const turns = createTurns();
    const done: string[] = [];
    const gate = Promise.withResolvers<void>();
    const failing = turns.run(async () => {
      await gate.promise;
      done.push('first');
      throw new Error('full');
    });
    const second = turns.run(async () => void done.push('second'));
    expect(done).toEqual([]);
    gate.resolve();
    await expect(failing).rejects.toThrow('full');
    await second;
    await turns.settled();
    expect(done).toEqual(['first', 'second']);
  });
});
