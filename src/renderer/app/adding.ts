import { createStore } from 'zustand/vanilla';

/** Files on their way into the queue, 0 where there are none. Main adds them once the folder is listed, maybe seconds later. */
export const addingStore = createStore<{ readonly files: number }>(() => ({ files: 0 }));

/** Counts `files` as being added until `added` settles. Resolves and rejects as `added` does. */
export async function whileAdding<Value>(files: number, added: Promise<Value>): Promise<Value> {
  const change = (by: number): void =>
    addingStore.setState(({ files: before }) => ({ files: before + by }));
  change(files);
  try {
    return await added;
  } finally {
    change(-files);
  }
}
