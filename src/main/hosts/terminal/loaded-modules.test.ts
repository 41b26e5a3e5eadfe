import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { commandEnv } from '#main/testing/run-command.ts';

/** The command from its sources: a bundle has other modules. */
const MAIN = join(import.meta.dirname, 'main.ts');

/** Prints the URL of each module that is loaded, on stderr. */
const PRINT_MODULES = `
  import { registerHooks } from 'node:module';
  import { writeSync } from 'node:fs';
  registerHooks({
    load(url, context, next) {
      writeSync(2, \`loaded \${url}\\n\`);
      return next(url, context);
    },
  });
`;

it('a dry run loads no package but commander, and no module of the engine but the built-in list', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'loaded-modules-'));
  try {
    const { stderr, status } = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(PRINT_MODULES)}`,
        MAIN,
        '--dry-run',
        '--only-epochs',
        '1',
      ],
      { cwd, env: commandEnv(join(cwd, 'home')), encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    const urls = [...stderr.matchAll(/^loaded (.*)$/gm)].map(([, url]) => url!);
    expect(urls.some((url) => url.endsWith('/print-selection.ts'))).toBe(true);
    const packages = urls.flatMap((url) => /node_modules\/([^/]+)/.exec(url)?.[1] ?? []);
    expect(new Set(packages)).toEqual(new Set(['commander']));
    const engine = urls.flatMap((url) => /\/src\/main\/engine\/(.*)$/.exec(url)?.[1] ?? []);
    expect(engine).toEqual(
      expect.arrayContaining(['catalogue/builtin-catalogue.ts', 'contract/start-engine.ts']),
    );
    expect(engine.filter((file) => !/^(contract|catalogue\/builtin)/.test(file))).toEqual([]);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});
