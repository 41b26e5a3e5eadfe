/**
 * Processes the items of a list that may grow meanwhile, at most `parallel` at a time. After the first error it starts no
 * further item, waits for the active ones, and throws that error.
 *
 * @param work may append items to the list
 */
export async function forEachParallel<T>(
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
