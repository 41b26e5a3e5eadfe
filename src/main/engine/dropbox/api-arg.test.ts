import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { apiArg } from './api-arg.ts';

it('an API argument is JSON in printable ASCII, whatever it contains', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (path) => {
      const header = apiArg({ path });
      expect(header).toMatch(/^[\x20-\x7E]*$/);
      expect(JSON.parse(header)).toEqual({ path });
    }),
  );
  expect(apiArg({ path: '/Größe 👩‍🚀\x7f' })).toBe(
    String.raw`{"path":"/Gr\u00f6\u00dfe \ud83d\udc69\u200d\ud83d\ude80\u007f"}`,
  );
});
