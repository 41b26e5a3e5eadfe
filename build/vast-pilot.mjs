#!/usr/bin/env node
/**
 * Starts the `vast-pilot` command: the build's bundle if it is up to date, or else the sources. The program needs
 * Node 24 (`node:sqlite`, TypeScript without a build). It is among the packages of a checkout, so an older Node starts
 * that one.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commandBundle } from './command-bundle.mjs';

const NEEDED_MAJOR = 24;

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  // Type stripping and compiling would take two thirds of a start. Threads read the folder from the environment.
  const cache = fileURLToPath(new URL('../.cache/compiled', import.meta.url));
  module.enableCompileCache(cache);
  process.env['NODE_COMPILE_CACHE'] ??= cache;
  const bundle = commandBundle(fileURLToPath(new URL('..', import.meta.url)));
  if (bundle === null) await import('../src/main/hosts/terminal/main.ts');
  else await import(pathToFileURL(bundle).href);
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const brought = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));
  if (!existsSync(brought)) {
    process.stderr.write(
      `vast-pilot needs Node ${NEEDED_MAJOR} or newer; this is ${process.versions.node}. ` +
        'Run "npm run setup" in the checkout once to install it.\n',
    );
    process.exit(2);
  }
  const child = spawn(brought, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A signal to this process alone must be passed on; one to the whole group reaches the child twice, which it expects.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
