import { describe, expect, it } from 'vitest';
import type { AppContract } from '#shared/ipc/contract.ts';
import type { Api } from '../app/api.ts';
import { rowsInRange } from './rows-in-range.ts';

type Rows = AppContract['calls']['downloads.rows'];

/** A list of so many rows, and what was asked of it. */
function listOf(total: number): {
  readonly api: Pick<Api, 'call'>;
  readonly asked: Rows['input'][];
} {
  const asked: Rows['input'][] = [];
  const call = async (_name: string, query: Rows['input']) => {
    asked.push(query);
    const count = Math.max(0, Math.min(query.limit, total - query.offset));
    return { total, rows: Array.from({ length: count }, (_, at) => ({ id: query.offset + at })) };
  };
  return { api: { call } as unknown as Pick<Api, 'call'>, asked };
}

const LIST = { filter: 'done', search: 'rms' } as const;

describe('the rows of a range', () => {
  it('are got from as far as asked, in pages that main answers', async () => {
    const { api, asked } = listOf(42_165);
    const rows = await rowsInRange(api, LIST, 5, 2_504);
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 2_500 }, (_, at) => at + 5));
    expect(asked).toEqual([
      { ...LIST, offset: 5, limit: 1_000 },
      { ...LIST, offset: 1_005, limit: 1_000 },
      { ...LIST, offset: 2_005, limit: 500 },
    ]);
  });

  it('end where the list has become shorter', async () => {
    const { api, asked } = listOf(1_200);
    expect(await rowsInRange(api, LIST, 0, 41_999)).toHaveLength(1_200);
    expect(asked).toHaveLength(2);
  });
});
