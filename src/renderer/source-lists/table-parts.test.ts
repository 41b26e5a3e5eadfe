import { expect, it } from 'vitest';
import type { Api } from '../transport/api.ts';
import { loadTable, sendTable } from './table-parts.ts';

const MEBIBYTE = 1024 * 1024;

it.each([0, 5, 2 * MEBIBYTE, 5 * MEBIBYTE + 3])(
  'a table of %i bytes goes to main and comes back in parts',
  async (length) => {
    const table = Uint8Array.from({ length }, (_, index) => index % 251);
    const parts: Uint8Array[] = [];
    const api = {
      call: async (name: string, input: { at: number; length: number; part: Uint8Array }) => {
        if (name === 'sources.load') {
          return { part: table.slice(input.at, input.at + input.length), bytes: length };
        }
        expect(input.at).toBe(Buffer.concat(parts).length);
        parts.push(input.part.slice());
        return null;
      },
    } as unknown as Pick<Api, 'call'>;
    await sendTable(api, 'x', table);
    expect(Buffer.concat(parts).equals(table)).toBe(true);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(2 * MEBIBYTE);
    expect(Buffer.from(await loadTable(api, 'x')).equals(table)).toBe(true);
  },
);
