import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { ConnectPage } from '../../e2e/pages/connect-page.ts';
import type { Altered } from './altered-answers.ts';
import type { Scene, Scenes } from './scene.ts';

const connectionIs = (value: ConnectionState): Altered => ({
  'connection.get': ({ revision }) => ({ revision, value }),
});

const signingIn = (comesBackByItself: boolean): Altered =>
  connectionIs({
    kind: 'signing-in',
    authorizeUrl:
      'https://www.dropbox.com/oauth2/authorize?response_type=code&client_id=k3yofanapp',
    comesBackByItself,
  });

const DISCONNECTED: Scene = { world: 'disconnected', view: 'Connect' };

export const CONNECT_SCENES: Scenes = {
  connect: DISCONNECTED,
  'connect-wrong-password': {
    ...DISCONNECTED,
    alone: true,
    act: async (page, { demo }) => {
      await new ConnectPage(page).connect(demo, { password: 'not this one' });
      await page.getByRole('alert').waitFor();
    },
  },
  'connect-scope': {
    ...DISCONNECTED,
    altered: {
      ...connectionIs({
        kind: 'disconnected',
        problem: {
          code: 'scope-missing',
          message: 'The token may not read shared links (sharing.read).',
        },
      }),
      'app.info': (info) => ({ ...info, keychain: false }),
    },
  },
  'connect-sign-in': {
    ...DISCONNECTED,
    act: (page) => page.getByRole('button', { name: 'Sign in with Dropbox' }).click(),
  },
  'connect-connecting': {
    ...DISCONNECTED,
    altered: connectionIs({ kind: 'connecting', to: 'dropbox' }),
  },
  'connect-signing-in': { ...DISCONNECTED, altered: signingIn(false) },
  'connect-signing-in-served': {
    ...DISCONNECTED,
    altered: { ...signingIn(true), 'app.info': (info) => ({ ...info, host: 'browser' }) },
  },
  'connect-connected': { world: 'connected', view: 'Connect' },
  'connect-interrupted': {
    world: 'connected',
    view: 'Connect',
    altered: connectionIs({
      kind: 'interrupted',
      to: 'dropbox',
      problem: { code: 'sign-in-expired', message: 'The access token has expired.' },
    }),
  },
  'connect-hints': {
    ...DISCONNECTED,
    act: async (page) => {
      await page.getByRole('button', { name: 'Use an access token' }).click();
      await page.getByLabel('Shared link').fill('https://www.dropbox.com/sh/abc/def?dl=0&amp;x=1,');
      await page.getByLabel('Password of the link').fill('cafe\u0301');
    },
  },
};
