import { describe, expect, it } from 'vitest';
import type { JobTarget } from '#shared/downloads/job.ts';
import { CALLS } from './declarations.ts';

describe('a command for jobs', () => {
  it('may name as many as a queue can hold', () => {
    const ids = Uint32Array.from({ length: 1_000_000 }, (_, at) => at);
    const targets: JobTarget[] = [
      { kind: 'ids', ids },
      { kind: 'list', filter: 'queued', search: 'rms', except: ids },
    ];
    for (const target of targets) {
      for (const name of ['remove', 'pause', 'resume', 'retry', 'count', 'paths'] as const) {
        expect(CALLS[`downloads.${name}`].input.safeParse(target).success).toBe(true);
      }
      const reorder = CALLS['downloads.reorder'].input;
      expect(reorder.safeParse({ target, beforeId: null }).success).toBe(true);
    }
  });
});
