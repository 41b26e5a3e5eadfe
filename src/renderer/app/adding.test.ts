import { expect, it } from 'vitest';
import { addingStore, whileAdding } from './adding.ts';

it('files count as being added until main has answered, also with an error', async () => {
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<string>();
  const added = whileAdding(3, first.promise);
  const refused = whileAdding(4, second.promise);
  expect(addingStore.getState().files).toBe(7);
  first.resolve('added');
  expect(await added).toBe('added');
  expect(addingStore.getState().files).toBe(4);
  second.reject(new Error('refused'));
  await expect(refused).rejects.toThrow('refused');
  expect(addingStore.getState().files).toBe(0);
});
