import { describe, expect, it } from 'vitest';
import { createMirror } from './mirror.ts';

interface Value {
  readonly revision: number;
  readonly text: string;
}

function source() {
  let push: (value: Value) => void = () => {};
  const answers: PromiseWithResolvers<Value>[] = [];
  return {
    push: (value: Value) => push(value),
    answers,
    source: {
      subscribe: (listener: (value: Value) => void) => {
        push = listener;
      },
      snapshot: () => {
        const answer = Promise.withResolvers<Value>();
        answers.push(answer);
        return answer.promise;
      },
    },
  };
}

describe('A mirror', () => {
  it('keeps an event that came before the older snapshot', async () => {
    const main = source();
    const { mirror, resync } = createMirror(main.source);
    const done = resync();
    main.push({ revision: 5, text: 'event' });
    main.answers[0]!.resolve({ revision: 4, text: 'snapshot' });
    await done;
    expect(mirror.getState().current?.text).toBe('event');
  });

  it('ignores a revision that is older or the same', async () => {
    const main = source();
    const { mirror, resync } = createMirror(main.source);
    const done = resync();
    main.answers[0]!.resolve({ revision: 4, text: 'snapshot' });
    await done;
    main.push({ revision: 3, text: 'late' });
    main.push({ revision: 4, text: 'again' });
    expect(mirror.getState().current?.text).toBe('snapshot');
    main.push({ revision: 6, text: 'newer' });
    expect(mirror.getState().current?.text).toBe('newer');
  });

  it('accepts the state of another main, whose revisions start again', async () => {
    const main = source();
    const { mirror, resync, forgetRevision } = createMirror(main.source);
    main.push({ revision: 900, text: 'of the old one' });
    forgetRevision();
    expect(mirror.getState().current?.text).toBe('of the old one');
    const done = resync();
    main.push({ revision: 2, text: 'event of the new one' });
    expect(mirror.getState().current?.text).toBe('event of the new one');
    main.answers[0]!.resolve({ revision: 1, text: 'older snapshot of the new one' });
    await done;
    expect(mirror.getState().current?.text).toBe('event of the new one');
  });
});
