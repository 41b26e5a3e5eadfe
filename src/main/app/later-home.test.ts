import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEngine } from '#main/engine/contract/start-engine.ts';
import { appPaths } from '#main/system/paths/paths.ts';
import { createApp } from '#main/testing/test-app.ts';
import { copyOfHome, expected } from './testing/earlier-home.ts';

/** A home in which one database has the format of a later version. */
function homeWithLater(database: (home: string) => string) {
  const home = copyOfHome();
  const file = database(home);
  const later = new DatabaseSync(file);
  later.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 99');
  later.close();
  const before = readFileSync(file);
  return { home, file, isUnchanged: () => readFileSync(file).equals(before) };
}

async function openApp(home: string) {
  const app = await createApp(home);
  onTestFinished(() => app.close());
  return app;
}

const queueIn = (home: string) =>
  appPaths({ VAST_PILOT_HOME: home }, process.platform).queueOf(join(home, 'out'));

describe('A home folder of a later version', () => {
  it('with a queue is refused in words, and the queue stays as it is', async () => {
    const { home, file, isUnchanged } = homeWithLater(queueIn);
    const app = await openApp(home);
    const { client } = app;
    const { phase } = await app.untilSnapshot(({ phase: { kind } }) => kind === 'halted');
    expect(phase).toMatchObject({
      failure: {
        code: 'disk-error',
        message: `${file}: this queue was written by a newer version of the program (format 99, here 1). Update the program; nothing was changed.`,
      },
    });
    expect(isUnchanged()).toBe(true);
    // Everything else works.
    expect(await client.call('selections.list', null)).toEqual(expected.selections);
  });

  it('with stored listings is refused in words, and these stay as they are', async () => {
    const { home, isUnchanged } = homeWithLater((folder) => join(folder, 'catalogue.sqlite'));
    const engine = startEngine({ home });
    onTestFinished(() => engine.end());
    const stored = { kind: 'stored', linkKey: expected.linkKey } as const;
    await expect(engine.call('loadListing', stored)).rejects.toMatchObject({
      code: 'disk-error',
      message: expect.stringMatching(
        /newer version of this program \(format 99, this one reads 1\)/,
      ),
    });
    expect(isUnchanged()).toBe(true);
    const { client } = await openApp(home);
    expect((await client.call('catalogue.get', null)).value.length).toBeGreaterThan(40_000);
  });

  it('with more settings and selections keeps what this version does not know', async () => {
    const home = copyOfHome();
    const settingsFile = join(home, 'settings.json');
    const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as object;
    writeFileSync(settingsFile, JSON.stringify({ ...settings, theme: 'sepia', later: [1] }));
    const indexFile = join(home, 'selections', 'index.json');
    const index = JSON.parse(readFileSync(indexFile, 'utf8')) as readonly object[];
    const later = { title: 'of another form' };
    const more = { ...index[0], tags: ['mine'] };
    writeFileSync(indexFile, JSON.stringify([more, later, ...index.slice(1)]));

    const { client } = await openApp(home);
    const { notices } = await client.call('app.info', null);
    expect(notices).toEqual([expect.stringMatching(/this version can't read theme\b/)]);
    await client.call('settings.set', { parallel: 2 });
    expect(JSON.parse(readFileSync(settingsFile, 'utf8'))).toMatchObject({
      parallel: 2,
      theme: 'sepia',
      later: [1],
    });
    expect(await client.call('selections.list', null)).toHaveLength(expected.selections.length);
    await client.call('selections.delete', { name: expected.selections[1]!.name });
    expect(JSON.parse(readFileSync(indexFile, 'utf8'))).toEqual([more, later]);
  });
});
