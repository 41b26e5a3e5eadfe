import { expect, test } from './fixture.ts';

interface Bridge {
  same(value: unknown): unknown;
  later(value: unknown): Promise<unknown>;
  call(callback: (word: string) => unknown): unknown;
  fail(): never;
  failLater(): Promise<never>;
  readonly deep: {
    readonly list: [number, { two: number }];
    readonly nothing: undefined;
    readonly when: Date;
    readonly bytes: Uint8Array;
  };
  readonly process: unknown;
  readonly refusals: unknown;
}
declare const bridge: Bridge;

test('the page finds the bridge before its first script, and nothing of the preload', async ({
  page,
}) => {
  const atStart = await page.evaluate(
    () => (globalThis as unknown as { atStart: unknown }).atStart,
  );
  expect(atStart).toEqual({
    bridge: 'object',
    ipcRenderer: 'undefined',
    require: 'undefined',
    process: 'undefined',
    preloadSecret: 'undefined',
    dark: false,
    size: [900, 700],
  });
});

test('the page can reach the main process only through the bridge', async ({
  sharedPage: page,
}) => {
  const names = await page.evaluate(() =>
    Object.getOwnPropertyNames(window).filter((name) => /standin|ipc|electron/i.test(name)),
  );
  expect(names).toEqual([]);
  // A function from the other side is a function of the page's own world, so it is no door into the preload's.
  const secret = await page.evaluate(() => {
    return [
      bridge.same.constructor === Function,
      Object.getPrototypeOf(bridge) === Object.prototype,
    ];
  });
  expect(secret).toEqual([true, true]);
});

test('exposed objects are deeply frozen', async ({ sharedPage: page }) => {
  const facts = await page.evaluate(() => {
    const attempt = (action: () => void) => {
      try {
        action();
        return 'changed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      attempt(() => Object.assign(bridge, { same: 1 })),
      attempt(() => Object.assign(bridge.deep.list[1], { two: 3 })),
      attempt(() => Object.assign(window, { bridge: 1 })),
      attempt(() => Object.assign(bridge.same, { extra: 1 })),
    ];
  });
  expect(facts).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
});

test('values, functions and promises cross in both directions', async ({ sharedPage: page }) => {
  const facts = await page.evaluate(async () => {
    const cycle: Record<string, unknown> = { when: new Date(0), map: new Map([[1, new Set([2])]]) };
    cycle['self'] = cycle;
    const back = bridge.same(cycle) as typeof cycle & { map: Map<number, Set<number>> };
    return {
      deep: [
        bridge.deep.list[1].two,
        'nothing' in bridge.deep,
        bridge.deep.when.getTime(),
        [...bridge.deep.bytes],
      ],
      cycle: back['self'] === back && back !== cycle,
      map: back.map.get(1)?.has(2),
      callback: bridge.call((word) => `${word} back`),
      there: (bridge.same((x: number) => x + 1) as (x: number) => number)(1),
      promise: await bridge.later(Promise.resolve([1, undefined])),
      array: Array.isArray(bridge.same([])),
    };
  });
  expect(facts).toEqual({
    deep: [2, true, 0, [1, 2, 3]],
    cycle: true,
    map: true,
    callback: 'called back',
    there: 2,
    promise: [1, undefined],
    array: true,
  });
});

test('only the message of an error crosses, thrown or rejected, as in Electron', async ({
  page,
}) => {
  const errors = await page.evaluate(async () => {
    const describe = (error: unknown) => {
      const { name, message, code } = error as Error & { code?: string };
      return [error instanceof Error, name, message, code];
    };
    const thrown = () => {
      try {
        return bridge.fail();
      } catch (error) {
        return describe(error);
      }
    };
    return [
      thrown(),
      await bridge.failLater().catch(describe),
      describe(bridge.same(new RangeError('a value'))),
    ];
  });
  expect(errors).toEqual([
    [true, 'Error', 'failed here', undefined],
    [true, 'Error', 'failed later', undefined],
    [true, 'Error', 'a value', undefined],
  ]);
});

test('the preload is sandboxed', async ({ sharedPage: page }) => {
  expect(await page.evaluate(() => bridge.process)).toEqual({
    platform: process.platform,
    type: 'renderer',
    sandboxed: true,
    hasElectron: true,
  });
  expect(await page.evaluate(() => bridge.refusals)).toEqual({
    fs: 'module not found: fs',
    sendSync: 'The stand-in for Electron does not implement ipcRenderer.sendSync.',
    webFrame: 'The stand-in for Electron does not implement electron.webFrame.',
    twice: 'Cannot bind an API on top of an existing property on the window object',
  });
});

test('the preload enters each new document, and the main frame only', async ({ page }) => {
  await page.getByRole('link', { name: 'Second page' }).click();
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible();
  expect(await page.evaluate(() => typeof bridge)).toBe('object');
  const inFrame = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.src = 'second.html';
    document.body.append(frame);
    await loaded;
    return typeof (frame.contentWindow as unknown as { bridge: unknown }).bridge;
  });
  expect(inFrame).toBe('undefined');
});
