import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fullBitset } from '#shared/catalogue/bitset.ts';
import { pathsOf } from '#shared/catalogue/catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { home, start } from './testing/app-in-folder.ts';

describe('the app, asked for something,', () => {
  it('says what is wrong with a link, password or token, and with which, before it makes a call', async () => {
    const { client } = await start(home());
    const secrets = { password: 'p', accessToken: 't', remember: false };
    for (const [sharedUrl, words] of [
      ['', /link is missing/],
      ['https://example.org/x', /does not lead to www.dropbox.com/],
      ['https://www.dropbox.com/s/abc/file.fits', /single file/],
      ['http://127.0.0.1:1/sh/a/b', /this computer/],
    ] as const) {
      await expect(
        client.call('connection.connect', { sharedUrl, ...secrets }),
      ).rejects.toMatchObject({ message: expect.stringMatching(words), field: 'link' });
    }
    const sharedUrl = 'https://www.dropbox.com/sh/a/b';
    for (const [field, typed] of [
      ['password', { password: 'caf\uFFFD' }],
      ['token', { accessToken: '' }],
      ['token', { accessToken: 'a b' }],
    ] as const) {
      await expect(
        client.call('connection.connect', { sharedUrl, ...secrets, ...typed }),
      ).rejects.toMatchObject({ code: 'bad-input', field });
    }
    await expect(
      client.call('connection.signIn', {
        sharedUrl,
        password: '',
        remember: false,
      }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/key of a Dropbox app/),
      field: null,
    });
    await expect(client.call('connection.finishSignIn', { code: 'x' })).rejects.toThrow(
      /No sign-in/,
    );
    await expect(client.call('downloads.resumeAll', null)).rejects.toThrow(/no connection/);
  });

  it('takes dropped texts for what they are', async () => {
    const { client } = await start(home());
    const fields = await client.call('inputs.parse', {
      name: 'x.csv',
      text: 'name,field_name\na,vast_0918+00A\nb,9999+99A\n',
    });
    expect(fields).toEqual({
      kind: 'fields',
      column: 'field_name',
      fields: ['VAST_0918+00A'],
      epochs: null,
      unknown: ['9999+99A'],
      warnings: [],
    });
    const pairs = await client.call('inputs.parse', {
      name: 'find_fields_result.csv',
      text:
        'name,field,epoch,primary_field\na,VAST_0918+00,1,x\nb,VAST_0918+00A,5x,x\n' +
        'c,VAST_0918+00A,77,x\nd,9999+99A,1,x\n',
    });
    expect(pairs).toEqual({
      kind: 'fields',
      column: 'field',
      fields: ['VAST_0918+00A'],
      epochs: [{ field: 'VAST_0918+00A', epochs: ['01', '05x'] }],
      unknown: ['9999+99A'],
      warnings: ['This listing has no files of VAST_0918+00A in epoch 77.'],
    });
    await expect(
      client.call('inputs.parse', { name: 'dropbox.cfg', text: '[dropbox]\npassword = x\n' }),
    ).rejects.toThrow(/shared_url is missing/);
    const files = await client.call('inputs.parse', {
      name: 'x.txt',
      text: '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits\n/nowhere.fits\n',
    });
    expect(files).toMatchObject({ kind: 'files', unknown: ['/nowhere.fits'], warnings: [] });
    if (files.kind !== 'files') return;
    const inOtherCapitals = await client.call('inputs.parse', {
      name: 'x.txt',
      text: '/epoch01/combined/stokesi_images/vast_0918+00a.epoch01.i.FITS\n',
    });
    expect(inOtherCapitals).toEqual({
      kind: 'files',
      selection: files.selection,
      unknown: [],
      warnings: [
        expect.stringMatching(/^\/epoch01.* in the shared folder; the file keeps that name/),
      ],
    });
    await client.call('selections.save', { name: ' One ', selection: files.selection });
    expect(await client.call('selections.list', null)).toMatchObject([{ name: 'One', files: 1 }]);
    expect(await client.call('selections.load', { name: 'One' })).toEqual({
      selection: files.selection,
      missing: 0,
    });
    await client.call('selections.delete', { name: 'One' });
    await expect(client.call('selections.load', { name: 'One' })).rejects.toThrow(/no saved/);
  });

  it('imports a listing under Dropbox’s spelling, and shows what it has read otherwise', async () => {
    const { client } = await start(home());
    const { warnings } = await client.call('catalogue.importListing', {
      text: '/epoch01/vast_EPOCH1.csv\n/EPOCH01/../x.csv\n/EPOCH02/VAST_epoch2.csv\n',
    });
    expect(warnings).toEqual([
      expect.stringMatching(/^Line 2 of the listing is passed over/),
      '/epoch01/vast_EPOCH1.csv is /EPOCH01/VAST_epoch1.csv in the shared folder; the file keeps that name.',
    ]);
    const { value } = await client.call('catalogue.get', null);
    expect([...pathsOf(value, fullBitset(value.length))]).toEqual([
      '/EPOCH01/VAST_epoch1.csv',
      '/EPOCH02/VAST_epoch2.csv',
    ]);
  });

  it('keeps settings over a restart, also those of a file with less, and does not believe a damaged one', async () => {
    const at = home();
    const first = await start(at);
    await first.client.call('settings.set', { parallel: 7, theme: 'dark' });
    await expect(first.client.call('settings.set', { parallel: 99 })).rejects.toThrow(AppError);
    await expect(first.client.call('settings.set', { outputFolder: 'here' })).rejects.toThrow(
      /absolute path/,
    );
    await first.close();
    const second = await start(at);
    const kept = await second.client.call('settings.get', null);
    expect(kept.value).toMatchObject({ parallel: 7, theme: 'dark', maxRetries: 2 });
    await second.close();
    writeFileSync(join(at, 'settings.json'), '{"parallel": 7}');
    const third = await start(at);
    const old = (await third.client.call('settings.get', null)).value;
    expect(old).toMatchObject({ parallel: 7, theme: 'system' });
    await third.close();
    writeFileSync(join(at, 'settings.json'), '{"parallel": 7');
    const fourth = await start(at);
    expect((await fourth.client.call('settings.get', null)).value).toMatchObject({ parallel: 4 });
    const { notices } = await fourth.client.call('app.info', null);
    expect(notices).toEqual([expect.stringMatching(/settings\.json: it is damaged/)]);
  });

  it('answers nonsense with an error, and keeps working', async () => {
    const { client } = await start(home());
    for (const [name, input] of [
      ['downloads.rows', { filter: 'all', search: '', offset: -1, limit: 10 }],
      ['downloads.rows', null],
      ['catalogue.refresh', {}],
      ['downloads.pause', { kind: 'ids', ids: ['1'] }],
      ['plan.summarize', { catalogueRevision: 1, words: [1, 2] }],
      ['app.nothing', null],
    ] as const) {
      await expect(client.call(name as never, input as never)).rejects.toMatchObject({
        code: 'bad-usage',
      });
    }
    expect((await client.call('app.info', null)).host).toBe('browser');
  });
});
