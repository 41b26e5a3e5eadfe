import process from 'node:process';
import { createSavedCredentials } from '../saved-credentials.ts';
import { createSystemKeychain } from '../system-keychain.ts';
import { markInMemory } from './mark-in-memory.ts';

// Runs by itself inside a private session for the keychain's test: saves, reads back, takes out, and tells each step.
const keychain = createSystemKeychain();
const saved = createSavedCredentials(keychain, 'test', markInMemory());
const credentials = {
  sharedUrl: 'https://www.dropbox.com/sh/a/b',
  password: 'pâss%=#"word',
  accessToken: null,
  refreshToken: 'refresh',
  appKey: 'key',
};
const steps = {
  available: await keychain.available(),
  before: await saved.load(),
  kept: (await saved.save(credentials)) === 'saved',
  same: JSON.stringify(await saved.load()) === JSON.stringify({ credentials, refusal: null }),
  after: await saved.forget().then(
    () => saved.load(),
    () => 'not forgotten',
  ),
};
process.stdout.write(`${JSON.stringify(steps)}\n`);
