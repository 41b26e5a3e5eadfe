import { expect, it } from 'vitest';
import { dropboxSource } from './dropbox-source.ts';

it('makes files wait after the connection is removed, and maps the errors of their bodies', async () => {
  const source = dropboxSource(() => null);
  const { signal } = new AbortController();
  await expect(source.openFile({ path: '/a', signal })).rejects.toMatchObject({
    code: 'sign-in-invalid',
    message: expect.stringContaining('Connect, then continue') as string,
  });
  await expect(source.relist('/a', signal)).rejects.toMatchObject({ code: 'sign-in-invalid' });
  const cut = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  expect(source.mapBodyError(cut)).toMatchObject({ code: 'network' });
});
