import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The modules that end up in a bundle, with paths from the root. */
async function modulesOf(entry: string): Promise<readonly string[]> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: { write: false, minify: false, rolldownOptions: { input: `${ROOT}/${entry}` } },
  });
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  return outputs
    .flatMap((each) => (each.type === 'chunk' ? Object.keys(each.modules) : []))
    .map((file) => file.replaceAll('\\', '/'));
}

describe("The renderer's bundle", () => {
  it('contains no zod, and none of the schemas that main parses calls with', async () => {
    const modules = await modulesOf('src/renderer/main.tsx');
    expect(modules.some((file) => file.endsWith('/src/shared/rpc/channel.ts'))).toBe(true);
    expect(
      modules.filter((file) => /\/node_modules\/zod\/|\/src\/shared\/calls\//.test(file)),
    ).toEqual([]);
  });
});
