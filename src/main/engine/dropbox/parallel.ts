/**
 * Works off a list that grows while it is worked off, at most `parallel` items at a time. Ends when nothing is left,
 * or with the first error, when what is under way has ended, too.
 *
 * @param work may add items to the list
 */
export async function workOff<T>(
  items: T[],
  parallel: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for (let done = 0; ; ) {
    while (failures.length === 0 && running.size < parallel && done < items.length) {
      const one = work(items[done]!)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(one));
      running.add(one);
      done += 1;
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}
