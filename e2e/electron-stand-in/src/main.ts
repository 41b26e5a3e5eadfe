/**
 * Runs an Electron app without Electron: its main process here, in Node; its windows in Chromium.
 * `start.ts` starts this file.
 */
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import { openAppPackage } from './app-package.ts';
import { browser } from './browser.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { electron } from './electron.ts';
import { preventable } from './emitter.ts';
import { lifecycle } from './lifecycle.ts';
import { provideElectron } from './module-hook.ts';
import { watchNetwork } from './network.ts';
import { becomeElectronProcess } from './process-facts.ts';
import { scratchFolder } from './scratch.ts';
import { watchDownloads } from './session.ts';
import { closePopups } from './targets.ts';

async function main(commandLine: CommandLine, appPath: string): Promise<void> {
  const scratch = scratchFolder();
  const port = commandLine.switches.has('remote-debugging-port');
  const sandbox = !commandLine.switches.has('no-sandbox') && process.getuid?.() !== 0;
  const chromium = startChromium({ scratch, sandbox, port });
  const connected = connect(chromium);

  const appPackage = openAppPackage(appPath, scratch);
  becomeElectronProcess(appPackage, commandLine);
  app.standInOpen(appPackage, commandLine);
  provideElectron(electron);
  lifecycle.once('exit', (code) => void end(chromium, code));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => app.quit());

  await import(pathToFileURL(appPackage.main).href);
  // An app that quits at once, as a second instance does, never becomes ready.
  if (lifecycle.ended) return void connected.catch(() => {});
  await connected;
  const line = port ? `${await chromium.listening}\n` : '';
  // Playwright holds an app's `ready` back until it is attached and can miss nothing; then it calls this, once: so it is
  // there before Playwright knows where to attach. On a busy machine it can be quicker than the next line here.
  if (commandLine.awaitsPlaywright) Object.assign(globalThis, { __playwright_run: ready });
  process.stderr.write(line);
  if (!commandLine.awaitsPlaywright) ready();
}

function ready(): void {
  if (!lifecycle.ended) app.standInReady();
}

async function connect({ connection }: Chromium): Promise<void> {
  const { product } = await connection.root.send('Browser.getVersion');
  browser.connect(connection, product.replace(/^[^/]*\//, ''));
  await Promise.all([closePopups(), watchNetwork(), watchDownloads()]);
}

async function end(chromium: Chromium, code: number): Promise<void> {
  app.emit('quit', preventable({}), code);
  await app.standInTold;
  await chromium.stop();
  process.exit(code);
}

const commandLine = parseCommandLine(process.argv.slice(2));
if (commandLine.appPath === undefined) {
  console.error('Usage: electron-stand-in [switches] path/to/app-folder-or-app.asar [arguments]');
  process.exitCode = 2;
} else {
  await main(commandLine, commandLine.appPath);
}
