import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { parseHeader } from '#shared/fits/header.ts';
import { home, start } from './testing/app-in-folder.ts';

const IMAGE = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';

it('headers.read has the header of a listed image from the demo, and then without a call', async () => {
  const { client, until } = await start(home(), { demo: { survey: 'tiny' } });
  await expect(client.call('headers.read', { path: IMAGE })).rejects.toThrow(
    'Connect, or try the demo survey',
  );
  await client.call('connection.tryDemo', null);
  await until('connection.changed', ({ value }) => value.kind === 'connected');
  await until('catalogue.changed', ({ value }) => value.crawl === null && value.source === 'demo');
  const first = await client.call('headers.read', { path: IMAGE });
  expect(first.from).toBe('dropbox');
  expect(parseHeader(first.bytes)?.values.get('OBJECT')).toBe('VAST_0918+00A');
  expect(await client.call('headers.read', { path: IMAGE })).toEqual({ ...first, from: 'kept' });
});

it('headers.read reads the copy in the output folder, and no file outside of the listing', async () => {
  const folder = home();
  const { client, outputFolder } = await start(folder);
  const copy = join(outputFolder, IMAGE);
  mkdirSync(dirname(copy), { recursive: true });
  const lines = [
    'SIMPLE  =                    T',
    'BITPIX  =  -32',
    'NAXIS   =  2',
    'NAXIS1  =  1',
  ];
  const header = [...lines, 'NAXIS2  =  1', 'END'].map((line) => line.padEnd(80)).join('');
  writeFileSync(copy, `${header.padEnd(2880)}${'\0'.repeat(2880)}`);
  const read = await client.call('headers.read', { path: IMAGE });
  expect(read).toMatchObject({ from: 'disk', fileBytes: 5760 });
  expect(Buffer.from(read.bytes).toString('latin1')).toBe(header.padEnd(2880));
  await expect(client.call('headers.read', { path: '/../secret.fits' })).rejects.toThrow(
    'not in the listing on view',
  );
});
