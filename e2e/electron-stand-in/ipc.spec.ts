import { expect, test } from './fixture.ts';

interface Bridge {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  subscribe(channel: string, callback: (...args: unknown[]) => void): () => void;
}
declare const bridge: Bridge;

test('values keep their kind from the page to the main process', async ({ sharedPage: page }) => {
  const kinds = await page.evaluate(() =>
    bridge.invoke('kinds', [
      undefined,
      null,
      new Date(),
      new Map(),
      new Set(),
      /x/,
      new Uint8Array(1),
      new ArrayBuffer(1),
      1n,
      [],
      {},
    ]),
  );
  expect(kinds).toEqual(
    [
      'Undefined',
      'Null',
      'Date',
      'Map',
      'Set',
      'RegExp',
      'Uint8Array',
      'ArrayBuffer',
      'BigInt',
      'Array',
      'Object',
    ].map((kind) => `[object ${kind}]`),
  );
});

test('values keep their kind from the main process to the page, with cycles and shared references', async ({
  sharedPage: page,
}) => {
  const facts = await page.evaluate(async () => {
    const value: Record<string, unknown> = {
      missing: undefined,
      when: new Date(0),
      map: new Map([['epoch', new Set([1n])]]),
      bytes: new Float32Array([1.5, 2.5]),
    };
    value['self'] = value;
    const back = (await bridge.invoke('echo', value)) as typeof value & {
      map: Map<string, Set<bigint>>;
    };
    return {
      keys: Object.keys(back),
      when: back['when'] instanceof Date,
      set: back.map.get('epoch')?.has(1n),
      bytes: [...(back['bytes'] as Float32Array)],
      cycle: back['self'] === back,
      copy: back !== value,
    };
  });
  expect(facts).toEqual({
    keys: ['missing', 'when', 'map', 'bytes', 'self'],
    when: true,
    set: true,
    bytes: [1.5, 2.5],
    cycle: true,
    copy: true,
  });
});

test('a class instance of the main process arrives as a plain object', async ({
  sharedPage: page,
}) => {
  expect(await page.evaluate(() => bridge.invoke('instance'))).toEqual({ name: 'VAST' });
});

const failing: readonly (readonly [why: string, channel: string, message: string])[] = [
  [
    'a handler that throws',
    'fail',
    "Error invoking remote method 'fail': RangeError: out of range",
  ],
  [
    'no handler',
    'nobody',
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  ],
  [
    'an answer that cannot be cloned',
    'function',
    "Error invoking remote method 'function': Error: An object could not be cloned.",
  ],
];
for (const [why, channel, message] of failing) {
  test(`${why} rejects in Electron's words`, async ({ sharedPage: page }) => {
    const rejection = await page.evaluate(
      (name) => bridge.invoke(name).catch((error: Error) => error.message),
      channel,
    );
    expect(rejection).toBe(message);
  });
}

test('an argument that cannot be cloned is refused in the page', async ({ sharedPage: page }) => {
  const message = await page.evaluate(() => {
    try {
      bridge.send('ping', Symbol('x'));
      return 'sent';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(message).toBe('An object could not be cloned.');
});

test('the sender is the window and the address that the app knows', async ({
  sharedApp: app,
  sharedPage: page,
}) => {
  const id = await app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.id,
  );
  expect(await page.evaluate(() => bridge.invoke('sender'))).toEqual({
    id,
    url: 'app://fixture/index.html',
    origin: 'app://fixture',
    top: true,
  });
});

test('event.reply answers the page that sent', async ({ sharedPage: page }) => {
  const answered = await page.evaluate(
    () =>
      new Promise((resolve) => {
        bridge.subscribe('pong', (value, when) => resolve([value, (when as Date).getTime()]));
        bridge.send('ping', 'hello');
      }),
  );
  expect(answered).toEqual(['hello', 0]);
});

test('messages reach subscribers in order, until they unsubscribe', async ({
  sharedApp: app,
  sharedPage: page,
}) => {
  await page.evaluate(() => {
    const got: unknown[] = [];
    Object.assign(window, { got });
    const stop = bridge.subscribe('count', (value) => {
      got.push(value);
      if (got.length === 3) stop();
    });
    bridge.subscribe('end', () => got.push('end'));
  });
  await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    for (const value of [1, 2, 3, 4]) webContents.send('count', value);
    webContents.send('end');
  });
  const got = () => page.evaluate(() => (window as unknown as { got: unknown[] }).got);
  await expect.poll(got).toEqual([1, 2, 3, 'end']);
});

test('an answer for a closed document does not reach the next one', async ({
  sharedApp: app,
  sharedPage: page,
}) => {
  await app.evaluate(({ ipcMain }) => {
    const waiting: (() => void)[] = [];
    Object.assign(globalThis, { release: () => waiting.forEach((each) => each()) });
    ipcMain.handle(
      'wait',
      (_, who) => new Promise((resolve) => waiting.push(() => resolve(`for the ${who}`))),
    );
  });
  await page.evaluate(() => void bridge.invoke('wait', 'first'));
  await page.reload();
  await page.evaluate(() => {
    void bridge.invoke('wait', 'second').then((value) => Object.assign(window, { value }));
    return bridge.invoke('echo', 0);
  });
  await app.evaluate(() => (globalThis as unknown as { release: () => void }).release());
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { value?: unknown }).value))
    .toBe('for the second');
});
