import process from 'node:process';
import { app } from 'electron';

/** Runs the words as `vast-pilot` would, with its output and exit code; no window opens. */
export async function runCommand(words: readonly string[]): Promise<void> {
  app.dock?.hide();
  // The command reads its words where Node's programs have them.
  process.argv = [process.execPath, app.getAppPath(), ...words];
  await import('#main/hosts/terminal/main.ts');
  app.exit(Number(process.exitCode ?? 0));
}
