/** How often one page has opened each image. A page opens an image again before it has closed it. */
export interface OpenCounts {
  open(file: string): void;
  /** @returns whether that was the last time */
  close(file: string): boolean;
  /** Whether it was closed as often as it was opened. Not for one that is not known, as after a lost connection. */
  isClosed(file: string): boolean;
}

export function openCounts(): OpenCounts {
  const counts = new Map<string, number>();
  return {
    open(file) {
      counts.set(file, (counts.get(file) ?? 0) + 1);
    },
    close(file) {
      const left = Math.max(0, (counts.get(file) ?? 1) - 1);
      counts.set(file, left);
      return left === 0;
    },
    isClosed: (file) => counts.get(file) === 0,
  };
}
