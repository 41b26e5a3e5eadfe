import { describe, expect, it, vi } from 'vitest';
import { openStation, type Station } from './testing/station.ts';

const SMALL = '/EPOCH01/small.xml';
const OTHER = '/EPOCH01/other.xml';
const BYTES = new Uint8Array(5_000).fill(0x61);
const FILES = { [SMALL]: BYTES, [OTHER]: 7_000 };

const BODY = Buffer.from(BYTES).toString('latin1');
const HEAD = `HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length}\r\n`;

/** The file is asked for once more at the price of one try, and comes. */
async function expectOneTry(station: Station): Promise<void> {
  await station.bring(await station.list(SMALL));
  await station.holds([SMALL]);
  expect(station.story()).toEqual([`will-retry ${SMALL} network`, `done ${SMALL}`]);
  expect(station.said()).toMatch(/sent an invalid answer \(WIRE_BAD_ANSWER\)/);
  expect(station.fetches()).toHaveLength(2);
}

async function sendingOnce(text: string): Promise<Station> {
  const station = await openStation({ files: FILES });
  station.demo.faults.add({ path: SMALL, times: 1, fault: { kind: 'raw', text } });
  return station;
}

describe('an answer', () => {
  it('whose head never ends is given up, and costs one try', async () => {
    await expectOneTry(await sendingOnce(HEAD + 'x-more: yes\r\n'.repeat(4_000)));
  });

  it('with a head of 1 MB is not read, and costs one try', async () => {
    await expectOneTry(await sendingOnce(`${HEAD}x: ${'y'.repeat(1_000_000)}\r\n\r\n${BODY}`));
  });

  it('with a control character in its head is not believed, and costs one try', async () => {
    await expectOneTry(await sendingOnce(`${HEAD}x: a\u0001b\r\n\r\n${BODY}`));
  });

  it('with two lengths is not believed, and costs one try', async () => {
    await expectOneTry(await sendingOnce(`${HEAD}Content-Length: 4999\r\n\r\n${BODY}`));
  });

  it('longer than its length is used, and its connection is not', async () => {
    const station = await sendingOnce(`${HEAD}\r\n${BODY}more`);
    const [small, other] = await Promise.all([station.list(SMALL), station.list(OTHER)]);
    await station.bring(small);
    await vi.waitFor(() => expect(station.fetches()).toHaveLength(1));
    await station.bring(other);
    await station.holds([SMALL, OTHER]);
    expect(station.story()).toEqual([`done ${SMALL}`, `done ${OTHER}`]);
    expect(station.fetches()).toHaveLength(1);
  });

  it('that brings the next answer with it gives none of it to the next file', async () => {
    const foreign = `HTTP/1.1 200 OK\r\nContent-Length: 7000\r\n\r\n${'x'.repeat(7_000)}`;
    const station = await sendingOnce(`${HEAD}\r\n${BODY}${foreign}`);
    const [small, other] = await Promise.all([station.list(SMALL), station.list(OTHER)]);
    await station.bring(small);
    await vi.waitFor(() => expect(station.fetches()).toHaveLength(1));
    await station.bring(other);
    await station.holds([SMALL, OTHER]);
    expect(station.story()).toEqual([`done ${SMALL}`, `done ${OTHER}`]);
    expect(station.fetches()).toHaveLength(1);
  });
});

describe('a kept connection', () => {
  it('that turns out to be closed costs a call, and no try', async () => {
    const station = await openStation({ files: FILES });
    await station.bring(await station.list(OTHER));
    station.demo.faults.add({ path: SMALL, times: 1, fault: { kind: 'reset' } });
    await station.bring(await station.list(SMALL));
    await station.holds([SMALL, OTHER]);
    expect(station.story()).toEqual([`done ${OTHER}`, `done ${SMALL}`]);
    expect(station.fetches(SMALL)).toHaveLength(2);
  });
});
