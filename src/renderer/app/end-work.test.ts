import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { endQuestion, takeStep } from './end-work.ts';

/** An app whose main has `files` to fetch, and notes what it is asked for. */
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

it('takes a step that ends nothing without a question', async () => {
  const { asked, begun } = app(0);
  await begun();
  expect(asked).toEqual(['connection.wouldEnd', 'taken']);
});

it('takes no step where the user keeps fetching', async () => {
  const { asked, begun } = app(5_532);
  const end = begun();
  await expect.poll(question).toMatchObject({ files: 5_532, verb: 'try the demo' });
  question()!.answer(false);
  await end;
  expect(asked).toEqual(['connection.wouldEnd']);
  expect(question()).toBeNull();
});

it('pauses first, so that nothing goes on unasked', async () => {
  const { asked, begun } = app(3);
  const end = begun();
  await expect.poll(question).not.toBeNull();
  question()!.answer(true);
  await end;
  expect(asked).toEqual(['connection.wouldEnd', 'downloads.pauseAll', 'taken']);
});

it('does not pause what waits for something else', async () => {
  const { asked, begun } = app(3, false);
  const end = begun();
  await expect.poll(question).not.toBeNull();
  question()!.answer(true);
  await end;
  expect(asked).toEqual(['connection.wouldEnd', 'taken']);
});

it('answers an earlier question with no when another one comes', async () => {
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
