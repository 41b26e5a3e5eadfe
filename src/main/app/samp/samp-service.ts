import { randomUUID } from 'node:crypto';
import type { LeveledLog } from '#main/system/log/log.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SampDelivered, SampState, Versioned } from '#shared/ipc/contract.ts';
import { findHub } from './find-hub.ts';
import { messageOf, sendableFile } from './message-of-file.ts';
import { readTable } from './read-table.ts';
import {
  connectToHub,
  type SampConnection,
  type SampMessage,
  type SampProgram,
} from './samp-connection.ts';
import { deliver, receiversOf } from './send.ts';
import { textOf } from './wire-values.ts';

/** How often a hub is looked for, or asked whether it still lives. */
const LOOK_MS = 5_000;

export interface SampDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Holds the VOTables that are made for programs. */
  readonly folder: string;
  readonly log: Pick<LeveledLog, 'info'>;
  readonly onState: (state: Versioned<SampState>) => void;
  readonly onPointed: (position: { readonly raDeg: number; readonly decDeg: number }) => void;
  /** Keeps a table of sources that a program sends. Rejects with AppError. */
  readonly saveTable: (table: {
    readonly id: string;
    readonly name: string;
    readonly options: object;
    readonly table: Uint8Array;
  }) => Promise<void>;
}

/** The connection to a SAMP hub, for as long as the app runs. */
export interface SampService {
  state(): Versioned<SampState>;
  /** Looks for a hub now. */
  look(): Promise<void>;
  /** Rejects with AppError if no hub or program takes it. */
  sendFile(file: string, to: string | null): Promise<SampDelivered>;
  point(
    position: { readonly raDeg: number; readonly decDeg: number },
    to: string | null,
  ): Promise<SampDelivered>;
  close(): Promise<void>;
}

/** The hub's own messages: each changes who is there. */
const HUB_EVENTS = ['register', 'unregister', 'metadata', 'subscriptions', 'shutdown'].map(
  (name) => `samp.hub.event.${name}`,
);
const KINDS = [
  ['image.load.fits', 'images'],
  ['table.load.votable', 'tables'],
  ['coord.pointAt.sky', 'positions'],
] as const;
const NONE: SampState = { hub: 'none', reason: null, programs: [] };

/** Registers with a hub as soon as there is one, and again after another has taken its place. */
export function createSamp(deps: SampDeps): SampService {
  let connection: SampConnection | null = null;
  let revision = 0;
  let value = NONE;
  let isClosed = false;
  let running = Promise.resolve();
  let queued: Promise<void> | null = null;

  const set = (next: SampState): void => {
    if (isClosed || JSON.stringify(next) === JSON.stringify(value)) return;
    if (next.hub !== value.hub) deps.log.info(`SAMP hub: ${next.hub}`);
    value = next;
    deps.onState({ revision: ++revision, value });
  };
  const take = async ({ mtype, params }: SampMessage): Promise<void> => {
    switch (mtype) {
      case 'coord.pointAt.sky':
        deps.onPointed(positionOf(textOf(params['ra']), textOf(params['dec'])));
        return;
      case 'table.load.votable':
      case 'table.load.fits': {
        const table = await readTable(textOf(params['url']), mtype);
        const name = (textOf(params['name']).trim() || 'SAMP').slice(0, 200);
        await deps.saveTable({ id: randomUUID(), name, options: {}, table });
        return;
      }
      default:
        if (HUB_EVENTS.includes(mtype)) void look().catch(() => undefined);
    }
  };
  const connect = async (): Promise<void> => {
    const address = await findHub(deps.env);
    if (address === null) return set(NONE);
    const opened = await connectToHub(address, {
      metadata: {
        'samp.name': 'VAST Pilot Downloader',
        'samp.description.text': 'Downloads the VAST Pilot survey',
        'author.version': deps.version,
      },
      mtypes: ['coord.pointAt.sky', 'table.load.votable', 'table.load.fits', ...HUB_EVENTS],
      onMessage: take,
    });
    if (isClosed) await opened.close();
    else connection = opened;
  };
  const lookOnce = async (): Promise<void> => {
    if (isClosed) return;
    try {
      if (connection === null) await connect();
      if (connection === null) return;
      set({ hub: 'found', reason: null, programs: shown(await connection.programs()) });
    } catch (error) {
      const lost = connection;
      connection = null;
      await lost?.close().catch(() => undefined);
      // A hub that was killed leaves its lock file behind, which is as good as none.
      const isRefused = error instanceof AppError && error.code === 'bad-input';
      set(isRefused ? { hub: 'refused', reason: error.message, programs: [] } : NONE);
    }
  };
  /** One look after the other: what changed during one is seen by the next. */
  const look = (): Promise<void> => {
    queued ??= running.then(() => {
      queued = null;
      running = lookOnce();
      return running;
    });
    return queued;
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  void look();

  const connected = async (): Promise<SampConnection> => {
    if (connection === null) await look();
    if (connection !== null) return connection;
    throw new AppError(
      'network',
      value.reason ?? 'No SAMP hub is running. Start TOPCAT or Aladin, and try again.',
    );
  };
  const send = async (
    mtype: string,
    to: string | null,
    messageTo: (program: SampProgram, hub: SampConnection) => SampMessage,
  ): Promise<SampDelivered> => {
    const hub = await connected();
    const receivers = await receiversOf(hub, mtype, to);
    return await Promise.all(
      receivers.map((receiver) => deliver(hub, receiver, (program) => messageTo(program, hub))),
    );
  };

  return {
    state: () => ({ revision, value }),
    look,
    async sendFile(file, to) {
      const what = await sendableFile(file, deps.folder);
      return await send(what.mtype, to, ({ name }, hub) =>
        messageOf(what, name, (path) => hub.offer(path)),
      );
    },
    point: ({ raDeg, decDeg }, to) =>
      send('coord.pointAt.sky', to, () => ({
        mtype: 'coord.pointAt.sky',
        params: { ra: String(raDeg), dec: String(decDeg) },
      })),
    async close() {
      isClosed = true;
      clearInterval(timer);
      await (queued ?? running);
      await connection?.close();
    },
  };
}

/** Of programs with one name, one: the others died, or take the same. */
function shown(programs: readonly SampProgram[]): SampState['programs'] {
  const names = [...new Set(programs.map(({ name }) => name))];
  return names.map((name) => {
    const same = programs.filter((program) => program.name === name);
    const takes = KINDS.flatMap(([mtype, kind]) =>
      same.some((program) => program.takes(mtype)) ? [kind] : [],
    );
    return { name, takes };
  });
}

/** Throws AppError `bad-input` for what is no position. */
function positionOf(ra: string, dec: string): { readonly raDeg: number; readonly decDeg: number } {
  const [raDeg, decDeg] = [ra, dec].map((text) => (text.trim() === '' ? NaN : Number(text)));
  if (raDeg! >= 0 && raDeg! <= 360 && Math.abs(decDeg!) <= 90) {
    return { raDeg: raDeg!, decDeg: decDeg! };
  }
  throw new AppError('bad-input', 'Give ra from 0 to 360 and dec from -90 to 90 degrees.');
}
