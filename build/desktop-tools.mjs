/**
 * `npm run test:desktop-tools`: sends files by `vast-pilot samp` to the real TOPCAT and DS9 at JSAMP's hub, and checks what
 * each of them says that it has. The programs run on a display of their own, with a home of their own, and are ended
 * after it. Installs them on Debian if they are missing.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SAMPLES = join(ROOT, '../shared/samples');
const PACKAGES = ['topcat', 'saods9', 'jsamp', 'xvfb', 'xpa-tools'];
const PROGRAMS = ['topcat', 'ds9', 'jsamp', 'Xvfb', 'xpaget'];
const START_MS = 180_000;

const isMissing = PROGRAMS.some((name) => spawnSync('which', [name]).status !== 0);
if (isMissing) {
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const home = mkdtempSync(join(tmpdir(), 'desktop-tools-'));
const display = `:${200 + (process.pid % 700)}`;
const lock = join(home, 'hub.lock');
const env = {
  ...process.env,
  DISPLAY: display,
  HOME: home,
  VAST_PILOT_HOME: join(home, 'vast-pilot'),
  SAMP_HUB: `std-lockurl:${pathToFileURL(lock).href}`,
  JAVA_TOOL_OPTIONS: `-Duser.home=${home}`,
};
const running = [];
let failures = 0;

function start(program, ...words) {
  const child = spawn(program, words, { env, stdio: 'ignore', detached: true });
  running.push(child);
}

function command(...words) {
  const launcher = join(ROOT, 'build/vast-pilot.mjs');
  const options = { env, encoding: 'utf8', timeout: 120_000 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...words], options);
  return { status, text: `${stdout}${stderr}`.trim() };
}

function check(title, isGood, seen) {
  if (!isGood) failures += 1;
  process.stdout.write(`${isGood ? 'ok  ' : 'FAIL'} ${title}${seen === '' ? '' : `: ${seen}`}\n`);
}

async function until(what, test) {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    if (await test()) return;
    await wait(500);
  }
  throw new Error(`${what} did not start.`);
}

function shownByDs9() {
  return spawnSync('xpaget', ['ds9', 'file'], { env, encoding: 'utf8' }).stdout.trim();
}

/** An image or catalogue of the samples, under a name that has to survive. */
function fileAt(sample, ...names) {
  const file = join(home, ...names);
  mkdirSync(join(file, '..'), { recursive: true });
  copyFileSync(join(SAMPLES, sample), file);
  return file;
}

function sends(title, file, to, isShown = () => true) {
  const { status, text } = command('samp', 'send', file, '--to', to);
  check(title, status === 0 && text.includes('loaded by') && isShown(), text);
}

try {
  start('Xvfb', display, '-screen', '0', '1280x900x24');
  start('jsamp', 'hub', '-mode', 'no-gui', '-profiles', 'std');
  await until('The hub', () => existsSync(lock));
  start('ds9');
  start('topcat');
  await until('DS9 or TOPCAT', () => {
    const { text } = command('samp', 'list');
    return text.includes('DS9') && text.includes('topcat');
  });
  check('lists the programs', true, command('samp', 'list').text.replaceAll(/\s+/g, ' '));

  const image = 'casa-image.fits';
  const plus = fileAt(image, 'VAST_0216+00A.EPOCH01.I.fits');
  sends('DS9 shows a name with +', plus, 'DS9', () => shownByDs9() === plus);
  const blank = fileAt(image, 'a blank', 'b.fits');
  sends('DS9 shows a name with a blank', blank, 'DS9', () => shownByDs9() === blank);
  const accent = fileAt(image, 'é', 'c+1.fits');
  sends('DS9 shows a name with an accent', accent, 'DS9', () => shownByDs9().startsWith('/tmp/'));
  const text = fileAt('selavy.components.txt', 'é', 'VAST_0216+00A.selavy.components.txt');
  sends('TOPCAT loads a catalogue in text', text, 'topcat');
  const xml = fileAt('selavy.components.xml', 'a +é.xml');
  sends('TOPCAT loads a VOTable with an accent in its name', xml, 'topcat');
  const broken = join(home, 'broken.vot');
  writeFileSync(broken, '<VOTABLE><RESOURCE>');
  const refused = command('samp', 'send', broken, '--to', 'topcat');
  check('TOPCAT refuses half a VOTable', refused.text.includes('not loaded by'), refused.text);
  const gone = command('samp', 'send', plus, '--to', 'CARTA');
  check('a program that is not there is named', gone.status === 2, gone.text);
} finally {
  for (const { pid } of running.toReversed()) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  }
  await wait(1_000);
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
}
process.stdout.write(failures === 0 ? 'All good.\n' : `${failures} failed.\n`);
process.exitCode = failures === 0 ? 0 : 1;
