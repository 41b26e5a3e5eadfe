import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { whyNotFetched } from './why-not-fetched.mjs';

const STOP_SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** The installer has its own proxy variables; Node's fetch uses the common ones if NODE_USE_ENV_PROXY is set. */
function installerEnv(env, temporary) {
  const httpsProxy = env.HTTPS_PROXY ?? env.https_proxy ?? env.npm_config_https_proxy;
  const httpProxy = env.HTTP_PROXY ?? env.http_proxy ?? env.npm_config_proxy;
  return {
    ...env,
    ...(httpsProxy === undefined ? {} : { HTTPS_PROXY: httpsProxy }),
    ...(httpProxy === undefined ? {} : { HTTP_PROXY: httpProxy }),
    NODE_USE_ENV_PROXY: '1',
    ELECTRON_GET_NO_PROGRESS: '1',
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
  };
}

/** Makes Ctrl-C and similar signals also end the installer and remove its files. @returns a function that undoes it */
function cleanUpOnSignal(cleanUp) {
  const handlers = Object.entries(STOP_SIGNALS).map(([signal, code]) => {
    const handler = () => {
      cleanUp();
      process.exit(code);
    };
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const undo of handlers) undo();
  };
}

/**
 * Runs Electron's own installer.
 *
 * @param installer the package's `install.js`
 * @param node the Node that it runs on (22.12 or newer)
 * @param silenceMs how long a server may send nothing
 * @param unpackMs how long the installer may take without the network: for checksum, cache and unpacking
 * @param onProgress called with `{ bytesDone, bytesTotal, host }`; `bytesTotal` is null if the server does not send it
 * @returns null, or the reason for a failure
 */
export async function runInstaller({ installer, node, env, silenceMs, unpackMs, onProgress }) {
  let temporary;
  try {
    temporary = mkdtempSync(join(tmpdir(), 'vast-pilot-runtime-'));
  } catch (error) {
    return `the folder for the download could not be created: ${error.message}`;
  }
  const watch = new URL('watch-fetch.mjs', import.meta.url).href;
  const child = spawn(node, ['--import', watch, installer], {
    env: installerEnv(env, temporary),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const removeFiles = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  const forget = cleanUpOnSignal(() => {
    child.kill('SIGKILL');
    removeFiles();
  });
  let output = '';
  let host = null;
  let network = null;
  let tooLong = null;
  let timer;
  const allow = (ms, why) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      tooLong = why();
      child.kill('SIGKILL');
    }, ms);
  };
  const seconds = (ms) => `${Math.round(ms / 1000)} s`;
  const allowUnpacking = () =>
    allow(unpackMs, () => `verifying and unpacking took longer than ${seconds(unpackMs)}`);
  const allowSilence = () =>
    allow(silenceMs, () => `${host} sent nothing for ${seconds(silenceMs)}`);
  allowUnpacking();
  let bytesDone = 0;
  let bytesTotal = null;
  child.on('message', (message) => {
    if (message.kind === 'asked') host = message.host;
    if (message.kind === 'failed') network = message;
    if (message.kind === 'complete') return allowUnpacking();
    allowSilence();
    if (message.kind === 'answered') {
      bytesDone = 0;
      bytesTotal = message.status === 200 ? message.bytesTotal : null;
    }
    if (message.kind === 'bytes') {
      bytesDone += message.count;
      onProgress({ bytesDone, bytesTotal, host });
    }
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-20_000);
    });
  }
  const end = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code));
  });
  clearTimeout(timer);
  forget();
  removeFiles();
  if (tooLong !== null) return tooLong;
  if (end === 0) return null;
  return typeof end === 'string' ? end : whyNotFetched({ output, network, host, temporary });
}
