import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';
import { appPaths } from '#main/system/paths/paths.ts';

/** Made by version 0.1.0 against its own demo server; its logs and downloaded files are left out. */
const FIXTURE = new URL('./home-0.1.0', import.meta.url);

interface Expected {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly selections: readonly { readonly name: string; readonly files: number }[];
  readonly linkKey: string;
  readonly listedFiles: number;
  /** Path, state, size, attempts and the code of the failure. */
  readonly jobs: readonly (readonly unknown[])[];
}

export const expected = JSON.parse(
  readFileSync(new URL('./home-0.1.0-expected.json', import.meta.url), 'utf8'),
) as Expected;

/** A copy of the home; its queues and settings name folders of this machine. */
export function copyOfHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'earlier-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  cpSync(FIXTURE, home, { recursive: true });
  const paths = appPaths({ VAST_PILOT_HOME: home }, process.platform);
  for (const name of ['out', 'later']) {
    renameSync(join(home, 'queues', `${name}.sqlite`), paths.queueOf(join(home, name)));
  }
  const file = join(home, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...settings, outputFolder: join(home, 'out') }));
  return home;
}
