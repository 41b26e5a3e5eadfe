/** What a figure of `npm run bench` is, and what they share. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Nginx, startNginx } from '../nginx.ts';

/** One line of the report. */
export interface Figure {
  readonly name: string;
  /** Null where there is nothing to hold it against. */
  readonly target: string | null;
  readonly value: number;
  readonly unit: 'ratio' | 'MB' | 'ms';
  /** The times behind it. */
  readonly detail: string;
}

export interface Bench {
  /** An empty folder on the disk that is measured. */
  readonly work: string;
  /** How often each is measured; the median counts. */
  readonly runs: number;
}

export const GIB = 1024 ** 3;
export const seconds = (value: number): string => `${value.toFixed(2)} s`;

/** Serves `folder` with nginx for the time of `use`. */
export async function withNginx<T>(
  bench: Bench,
  folder: string,
  use: (nginx: Nginx) => T | Promise<T>,
) {
  const nginx = await startNginx(folder, join(bench.work, 'nginx'));
  try {
    return await use(nginx);
  } finally {
    await nginx.stop();
    rmSync(join(bench.work, 'nginx'), { recursive: true });
  }
}
