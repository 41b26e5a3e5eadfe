// How fast the built development page is: start, ticks, search, scrolling. Medians of five; node src/renderer/dev/measure.mjs
import { chromium } from '@playwright/test';
import { preview } from 'vite';

const ROUNDS = 5;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (values) =>
  `${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;

const server = await preview({
  configFile: new URL('./vite.config.ts', import.meta.url).pathname,
  preview: { port: 0 },
});
const address = `${server.resolvedUrls.local[0]}?connection=connected#browse`;
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});

const shell = [];
const start = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('navigation').waitFor();
  shell.push(await page.evaluate(() => performance.now()));
  await page.getByRole('treeitem', { name: 'Epoch 01' }).waitFor();
  start.push(await page.evaluate(() => performance.now()));
  await page.close();
}
console.log('page opened until the shell answers:', ms(shell));
console.log('page opened until the tree can be used, catalogue made by the fake main:', ms(start));

const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(address);
await page.getByRole('tree').waitFor();

/** From the event until the frame that shows its effect is handed on. */
const timed = (act, argument) =>
  page.evaluate(
    async ([source, value]) => {
      // oxlint-disable-next-line typescript/no-implied-eval -- the function comes from this very file
      const run = new Function('value', `return (${source})(value)`);
      const began = performance.now();
      run(value);
      const worked = performance.now() - began;
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.addEventListener('message', resolve);
          channel.port1.start();
          channel.port2.postMessage(null);
        });
      });
      return { worked, shown: performance.now() - began };
    },
    [String(act), argument],
  );

const all = [];
for (let round = 0; round < ROUNDS * 2; round += 1) {
  all.push(await timed(() => document.querySelector('.tree-head [role=checkbox]').click()));
}
console.log(
  'tick or untick all 42,165: work',
  ms(all.map(({ worked }) => worked)),
  '; shown',
  ms(all.map(({ shown }) => shown)),
);

const type = (text) => {
  const input = document.querySelector('#search');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const searches = [];
for (const word of [
  'v',
  'va',
  'vast',
  '0918',
  '0918+00a',
  'sb9668',
  'rms epoch01',
  'fits',
  'zzz',
  '',
]) {
  const { worked, shown } = await timed(type, word);
  searches.push({ worked, shown });
}
console.log(
  'search by a letter more: work',
  ms(searches.map(({ worked }) => worked)),
  '; shown',
  ms(searches.map(({ shown }) => shown)),
);

const opened = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await timed(() =>
    [...document.querySelectorAll('.toolbar button')]
      .find((button) => button.textContent === 'Close all')
      .click(),
  );
  opened.push(
    await timed(() =>
      [...document.querySelectorAll('.toolbar button')]
        .find((button) => button.textContent === 'Open all')
        .click(),
    ),
  );
}
console.log(
  'open all: work',
  ms(opened.map(({ worked }) => worked)),
  '; shown',
  ms(opened.map(({ shown }) => shown)),
);

const frames = await page.evaluate(async () => {
  const scroller = document.querySelector('.tree-scroller');
  const times = [];
  let last = performance.now();
  for (let step = 0; step < 300; step += 1) {
    scroller.scrollTop += 230;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return { times, height: scroller.scrollHeight };
});
const sorted = frames.times.slice(5).toSorted((a, b) => a - b);
console.log(
  `scrolling ${Math.round(frames.height / 28)} open rows, 230 px a frame: frame median ${median(sorted).toFixed(1)} ms, p95 ${sorted[Math.floor(sorted.length * 0.95)].toFixed(1)}, worst ${sorted.at(-1).toFixed(1)}`,
);

await browser.close();
await server.close();
