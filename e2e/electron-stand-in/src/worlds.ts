import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { createBridgeEnd } from './injected/bridge-end.ts';
import { createCodec } from './injected/codec.ts';
import { enterPageWorld } from './injected/page-world.ts';
import { enterPreloadWorld } from './injected/preload-world.ts';
import type { WorldFacts } from './injected/wire.ts';
import { notImplemented } from './refuse.ts';

/** The name that Electron gives to the world of preloads. */
export const PRELOAD_WORLD = 'Electron Isolated Context';
export const BINDING = '__standInSend';

const PARAMETERS = ['require', 'module', 'exports', 'process'];

export interface WorldScripts {
  readonly pageWorld: string;
  readonly preloadWorld: string;
  /** The preload could not be read or is no script at all. */
  readonly preloadError: Error | null;
}

/** The scripts that Chromium runs in each new document, before the page's own. */
export function worldScripts(
  preloadPath: string | null,
  additionalArguments: readonly string[],
): WorldScripts {
  const facts: WorldFacts = {
    binding: BINDING,
    toPage: randomUUID(),
    toPreload: randomUUID(),
    preloadPath,
    process: {
      platform: process.platform,
      arch: process.arch,
      versions: { ...process.versions } as Record<string, string>,
      argv: [process.execPath, ...additionalArguments],
    },
  };
  const { wrapped, preloadError } = wrapPreload(preloadPath);
  const json = JSON.stringify(facts);
  // Type stripping leaves plain JavaScript in the functions' own source.
  const parts = [enterPageWorld, enterPreloadWorld, createCodec, createBridgeEnd];
  const [enterPage, enterPreload, codec, bridge] = parts.map(String);
  const origin = preloadPath === null ? '' : `\n//# sourceURL=${pathToFileURL(preloadPath).href}`;
  return {
    pageWorld: `(${enterPage})(${json}, ${bridge});`,
    preloadWorld: `(${enterPreload})(${json}, ${codec}, ${bridge}, ${wrapped});${origin}`,
    preloadError,
  };
}

function wrapPreload(path: string | null): { wrapped: string; preloadError: Error | null } {
  if (path === null) return { wrapped: 'null', preloadError: null };
  if (path.endsWith('.mjs'))
    throw notImplemented('a preload that is an ES module (a sandboxed one cannot be)');
  try {
    const source = readFileSync(path, 'utf8');
    // Compiled here only to find a syntax error, which would take the whole injected script with it.
    compileFunction(source, PARAMETERS, { filename: path });
    return {
      wrapped: `function (${PARAMETERS.join(', ')}) {${source}\n}`,
      preloadError: null,
    };
  } catch (error) {
    return {
      wrapped: 'null',
      preloadError: error instanceof Error ? error : new Error(String(error)),
    };
  }
}
