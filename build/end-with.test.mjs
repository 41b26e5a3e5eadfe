import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('./end-with.mjs', import.meta.url).href;

/** Runs a process that ends with a child of its own, which ends itself as `last` says. */
async function run(last) {
  const script = `
    import { spawn } from 'node:child_process';
    import { endWith } from ${JSON.stringify(MODULE)};
    endWith(spawn(process.execPath, ['-e', ${JSON.stringify(last)}], { stdio: 'inherit' }), 'The server');
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  parent.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const [code] = await once(parent, 'close');
  return { code, said };
}

describe('the end of npm start', () => {
  it('says that the server was killed, and what to do', async () => {
    const { code, said } = await run("process.kill(process.pid, 'SIGKILL')");
    expect(code).toBe(137);
    expect(said).toMatch(/^The server was ended by SIGKILL.*Run "npm start" again/);
  });

  it('says that the server stopped with an error', async () => {
    const { code, said } = await run('process.exit(3)');
    expect(code).toBe(3);
    expect(said).toContain('The server stopped with exit code 3; its last message says why.');
  });

  it.each(['process.exit(0)', 'process.exit(130)'])('adds nothing to %s', async (last) => {
    expect((await run(last)).said).toBe('');
  });
});
