import { describe, expect, it } from 'vitest';
import { whileAdding } from './adding.ts';
import type { App } from './app.ts';
import { endQuestion, takeStep } from './end-work.ts';

/** An app whose main has `files` to download, and records its calls. */
function app(files: number, isFetching = files > 0) {
  const asked: string[] = [];
  const ask = (async (name: string) => {
    asked.push(name);
    return name === 'connection.wouldEnd' ? { files, isFetching } : null;
  }) as App['ask'];
  const take = async (): Promise<void> => void asked.push('taken');
  return { asked, begun: () => takeStep({ ask }, { kind: 'demo' }, 'try the demo', take) };
}

const question = () => endQuestion.getState().question;

describe('takeStep', () => {
  it('takes a step that ends no download without a question', async () => {
    const { asked, begun } = app(0);
    await begun();
    expect(asked).toEqual(['connection.wouldEnd', 'taken']);
  });

  it('takes no step if the user keeps downloading', async () => {
    const { asked, begun } = app(5_532);
    const end = begun();
    await expect.poll(question).toMatchObject({ files: 5_532, step: 'try the demo' });
    question()!.answer(false);
    await end;
    expect(asked).toEqual(['connection.wouldEnd']);
    expect(question()).toBeNull();
  });

  it('pauses the downloads before the step', async () => {
    const { asked, begun } = app(3);
    const end = begun();
    await expect.poll(question).not.toBeNull();
    question()!.answer(true);
    await end;
    expect(asked).toEqual(['connection.wouldEnd', 'downloads.pauseAll', 'taken']);
  });

  it('counts files that are still being added to the queue', async () => {
    const added = Promise.withResolvers<void>();
    const adding = whileAdding(58, added.promise);
    const { asked, begun } = app(0);
    const end = begun();
    await expect.poll(question).toMatchObject({ files: 58, isFetching: true });
    question()!.answer(true);
    await end;
    expect(asked).toEqual(['connection.wouldEnd', 'downloads.pauseAll', 'taken']);
    added.resolve();
    await adding;
  });

  it('does not pause downloads that already wait', async () => {
    const { asked, begun } = app(3, false);
    const end = begun();
    await expect.poll(question).not.toBeNull();
    question()!.answer(true);
    await end;
    expect(asked).toEqual(['connection.wouldEnd', 'taken']);
  });

  it('cancels an earlier step when another one begins', async () => {
    const first = app(3);
    const firstEnd = first.begun();
    await expect.poll(question).not.toBeNull();
    const second = app(4);
    const secondEnd = second.begun();
    await firstEnd;
    expect(first.asked).not.toContain('taken');
    await expect.poll(() => question()?.files).toBe(4);
    question()!.answer(true);
    await secondEnd;
    expect(second.asked).toContain('taken');
  });
});
