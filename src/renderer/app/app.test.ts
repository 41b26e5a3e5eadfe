import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Api, Link } from '../transport/api.ts';
import { createApp } from './app.ts';
import type { Views } from './views.ts';

const PATH = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';

/** A main that counts its calls, and can be replaced by another one. */
function world() {
  const main = { serverId: 'first', revision: 50, outputFolder: '/old', breaks: false };
  const asked: string[] = [];
  const listeners = new Map<string, (payload: never) => void>();
  const link = createStore<Link>(() => ({ state: 'open', reconnections: 0 }));
  const catalogue = createCatalogue([{ path: PATH, size: 1, rev: null, contentHash: null }]);
  const versioned = (value: unknown) => ({ revision: main.revision, value });
  const answers: Readonly<Record<string, () => unknown>> = {
    'app.info': () => ({ serverId: main.serverId }),
    'connection.get': () => versioned({ kind: 'browsing' }),
    'settings.get': () => versioned({ outputFolder: main.outputFolder }),
    'library.get': () => versioned({ kind: 'unchecked', problem: null }),
    'catalogue.info': () => versioned({ catalogueRevision: main.revision }),
    'catalogue.get': () => versioned(catalogue),
    'catalogue.onDisk': () => ({ catalogueRevision: main.revision, words: new Uint32Array(1) }),
    'sources.get': () => versioned([]),
    'downloads.get': () => ({ revision: main.revision, phase: { kind: 'idle' }, active: [] }),
  };
  const call = async (name: string) => {
    asked.push(name);
    if (main.breaks) throw new AppError('network', 'The connection to the server is lost.');
    return answers[name]!();
  };
  const on = (name: string, listener: (payload: never) => void) => {
    listeners.set(name, listener);
    return () => undefined;
  };
  const app = createApp({ call, on, link } as unknown as Api, {} as Views);
  return {
    app,
    main,
    asked,
    tell: (name: string, payload: unknown) => listeners.get(name)?.(payload as never),
    async isUp() {
      await vi.waitFor(() => expect(app.browse.getState().browsed).not.toBeNull());
    },
    comeBack(from: 'lost' | 'unknown') {
      link.setState({ state: from });
      asked.length = 0;
      link.setState({ state: 'open', reconnections: link.getState().reconnections + 1 });
    },
  };
}

const MIRRORED = [
  'app.info',
  'connection.get',
  'settings.get',
  'library.get',
  'catalogue.info',
  'downloads.get',
  'sources.get',
];

describe('The app of a page that has reconnected', () => {
  it.each(['lost', 'unknown'] as const)('asks for everything again after %s', async (from) => {
    const { asked, comeBack, isUp } = world();
    await isUp();
    comeBack(from);
    await vi.waitFor(() => expect(asked).toEqual(expect.arrayContaining(MIRRORED)));
  });

  it('accepts the state of another server, whose revisions start again', async () => {
    const { app, main, asked, comeBack, isUp, tell } = world();
    await isUp();
    Object.assign(main, { serverId: 'second', revision: 1, outputFolder: '/new' });
    comeBack('unknown');
    await vi.waitFor(() =>
      expect(app.settings.getState().current?.value.outputFolder).toBe('/new'),
    );
    expect(asked).toContain('catalogue.get');
    tell('settings.changed', { revision: 2, value: { outputFolder: '/newer' } });
    expect(app.settings.getState().current?.value.outputFolder).toBe('/newer');
    await vi.waitFor(() => expect(app.browse.getState().browsed?.revision).toBe(1));
  });

  it('does not load the catalogue again from the same server', async () => {
    const { asked, comeBack, isUp } = world();
    await isUp();
    comeBack('lost');
    await vi.waitFor(() => expect(asked).toContain('catalogue.onDisk'));
    expect(asked).not.toContain('catalogue.get');
  });

  it('shows the catalogue whose answer was lost', async () => {
    const { app, main, comeBack, isUp } = world();
    main.breaks = true;
    await vi.waitFor(() => expect(app.browse.getState().problem).toContain('lost'));
    main.breaks = false;
    comeBack('lost');
    await isUp();
    expect(app.browse.getState().problem).toBeNull();
  });
});
