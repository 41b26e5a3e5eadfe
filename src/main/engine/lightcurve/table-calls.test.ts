import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode } from '#shared/errors/app-error.ts';
import { createTableCalls } from './table-calls.ts';

const PATH = '/EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components.txt';
const TEXT = '# component_id flux_peak\n# -- [mJy/beam]\na 1.5\nb 2\n';

let downloadsFolder: string;
beforeEach(() => {
  downloadsFolder = mkdtempSync(join(tmpdir(), 'tables-'));
});
afterEach(() => rmSync(downloadsFolder, { recursive: true }));

const file = (): string => join(downloadsFolder, PATH);
const keep = (text: string): void => {
  mkdirSync(dirname(file()), { recursive: true });
  writeFileSync(file(), text);
};
const { readTable } = createTableCalls({ signal: new AbortController().signal });
const refusal = async (path = PATH): Promise<unknown> =>
  await readTable({ downloadsFolder, path }).catch((error: unknown) => error);

describe('a catalogue on disk', () => {
  it('is read whole', async () => {
    keep(TEXT);
    const { columns, rowCount } = await readTable({ downloadsFolder, path: PATH });
    expect(rowCount).toBe(2);
    expect(columns.map(({ name, unit }) => [name, unit])).toEqual([
      ['component_id', null],
      ['flux_peak', 'mJy/beam'],
    ]);
  });

  it.each([
    ['cut in the middle', `${TEXT}c`, 'has 1 of 2 columns in line 5'],
    ['of another program', 'RA,DEC\n1,2\n', 'no catalogue of selavy'],
    ['of a VOTable that ends early', '<VOTABLE><RESOURCE><TABLE>', 'is cut off'],
  ])('is refused with its name if it is %s', async (_, text, message) => {
    keep(text);
    const error = await refusal();
    expect(errorCode(error)).toBe('bad-input');
    expect(String(error)).toContain(file());
    expect(String(error)).toContain(message);
  });

  it('is refused if it is too large for a page, missing, or outside of the folder', async () => {
    keep(TEXT);
    // A file with a hole takes no space.
    truncateSync(file(), 500e6);
    expect(String(await refusal())).toContain('has 500 MB, and up to 268 MB are shown');
    rmSync(file());
    expect(String(await refusal())).toContain(file());
    expect(errorCode(await refusal('/../../etc/passwd'))).toBe('name-refused');
  });
});
