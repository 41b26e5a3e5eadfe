import { describe, expect, it } from 'vitest';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { readTextFile, withTextFile } from './choose-text-file.ts';
import { createToasts } from '../app/toasts.ts';

describe('A text file', () => {
  it('is read whole', async () => {
    const file = new File(['field_name\n0918+00A\n'], 'fields.csv');
    expect(await readTextFile(file)).toEqual({
      name: 'fields.csv',
      text: 'field_name\n0918+00A\n',
    });
  });

  it('is refused without being read if it is too large', async () => {
    const text = () => Promise.reject(new Error('must not be read'));
    const file = { name: 'all.txt', size: MAX_TEXT_BYTES + 1, text };
    await expect(readTextFile(file)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^all\.txt has .* up to .*Split it/),
    });
  });

  it('shows a toast if it cannot be read, as a dropped folder', async () => {
    const text = () => Promise.reject(new DOMException('not found', 'NotFoundError'));
    const toasts = createToasts();
    const taken: unknown[] = [];
    const reading = readTextFile({ name: 'EPOCH01', size: 4_096, text });
    await withTextFile({ toasts }, reading, (file) => taken.push(file));
    expect(taken).toEqual([]);
    expect(toasts.store.getState().toasts).toMatchObject([
      { tone: 'problem', text: expect.stringContaining('EPOCH01 cannot be read') },
    ]);
  });
});
