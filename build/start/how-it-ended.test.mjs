import { spawn } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { howItEnded } from './how-it-ended.mjs';
import { runChild } from './run-child.mjs';

/** The sentence about a child that runs the script `last`. */
async function said(last) {
  const end = await runChild(spawn(process.execPath, ['-e', last], { stdio: 'ignore' }));
  return { code: end.code, words: howItEnded('The server', end) };
}

describe('the exit of npm start', () => {
  it('reports that the server was killed, and what to do', async () => {
    const { code, words } = await said("process.kill(process.pid, 'SIGKILL')");
    expect(code).toBe(137);
    expect(words).toMatch(/^The server was ended by SIGKILL.*Run "npm start" again/);
  });

  it('reports that the server stopped with an error', async () => {
    const { code, words } = await said('process.exit(3)');
    expect(code).toBe(3);
    expect(words).toContain(
      'The server stopped with exit code 3; its last message gives the reason.',
    );
  });

  it.each(['process.exit(0)', 'process.exit(130)'])('adds nothing to %s', async (last) => {
    expect((await said(last)).words).toBe(null);
  });

  it('reports that a server cannot start', async () => {
    const end = await runChild(spawn('/nonexistent/vast-pilot', [], { stdio: 'ignore' }));
    expect(howItEnded('The server', end)).toMatch(/^The server cannot start: .*ENOENT/);
  });
});
