import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DemoOptions } from '#demo/demo.ts';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { createDropbox } from '#main/engine/dropbox/dropbox.ts';
import { InstantClock } from '#main/engine/dropbox/testing/instant-clock.ts';
import { createImageHeaders } from '#main/engine/catalogue/header-store.ts';
import type {
  CutoutPlan,
  CutoutPlanInput,
  CutoutsInput,
  CutoutsOutput,
} from '#main/engine/contract/cutout-calls.ts';
import type { CurveCalls } from '#main/engine/contract/curve-calls.ts';
import type { HeaderInput, HeaderRead } from '#main/engine/contract/header-calls.ts';
import type { HandlersOf } from '#main/engine/contract/part.ts';
import { createCurveCalls } from '#main/engine/lightcurve/curve-calls.ts';
import { createByteLimits } from '#main/engine/transfer/byte-limits.ts';
import { Pace } from '#main/engine/transfer/pace.ts';
import { ByteBudget } from '#shared/downloads/byte-budget.ts';
import { createCutoutCalls, type CutoutCallsDeps } from '../cutout-calls.ts';
import { createHeaderCalls } from '../header-calls.ts';

export const FIELD = 'VAST_0918+00A';
/** 1,280 pixels of 20.8″ along each side: 6.6 MB. */
export const IMAGE = `/EPOCH01/COMBINED/STOKESI_IMAGES/${FIELD}.EPOCH01.I.fits`;
export const OTHER = `/EPOCH02/COMBINED/STOKESI_IMAGES/${FIELD}.EPOCH02.I.fits`;
/** The centre of the field. */
export const CENTRE = { name: 'centre', raDeg: 139.65417, decDeg: 0 };
export const LINK_KEY = 'a link';
const ROUTE = 'sharing/get_shared_link_file';

/** Cutouts against a demo, with real HTTP, real files and a real database, in an instant. */
export interface CuttingRoom {
  readonly demo: DemoServer;
  readonly folder: string;
  readonly output: string;
  readonly budget: ByteBudget;
  readonly stop: AbortController;
  disconnect(): void;
  /** Ranges that were asked for, in order. */
  ranges(): readonly (string | null)[];
  cut(changes?: Partial<CutoutsInput>): Promise<CutoutsOutput>;
  plan(changes?: Partial<CutoutPlanInput>): Promise<CutoutPlan>;
  header(changes?: Partial<HeaderInput>): Promise<HeaderRead | null>;
  readonly curves: HandlersOf<CurveCalls>;
}

export async function openCuttingRoom(options: DemoOptions = {}): Promise<CuttingRoom> {
  const demo = await startDemoServer({ survey: 'tiny', scale: 10, ...options });
  const folder = mkdtempSync(join(tmpdir(), 'cutouts-'));
  const clock = new InstantClock();
  const { sharedUrl, password, accessToken } = demo;
  const dropbox = createDropbox({
    credentials: { sharedUrl, password, accessToken, refreshToken: null, appKey: null },
    endpoint: demo.endpoint,
    clock,
  });
  const headers = createImageHeaders(join(folder, 'home/catalogue.sqlite'));
  const budget = new ByteBudget(null, clock.now());
  const limits = createByteLimits(new Pace(clock), budget, clock);
  const stop = new AbortController();
  const link = await dropbox.openLink();
  let isConnected = true;
  const deps: CutoutCallsDeps = {
    connection: () => (isConnected ? { link, linkKey: LINK_KEY } : null),
    work: { signal: stop.signal },
    own: { signal: new AbortController().signal, stop: () => undefined },
    limits: {
      get hasLimit() {
        return limits.hasLimit;
      },
      take: (bytes) => limits.take(bytes),
      usedUpUntilMs: () => limits.usedUpUntilMs(),
      save: () => undefined,
    },
    clock,
    headersOf: (key) => ({
      get: (path) => headers.get(key, path),
      put: (path, header) => headers.put(key, path, header),
      forget: (path) => headers.forget(key, path),
    }),
    emit: () => undefined,
  };
  const { cut, planCutouts } = createCutoutCalls(deps);
  const { header } = createHeaderCalls(deps);
  onTestFinished(async () => {
    headers.close();
    await dropbox.close();
    await demo.close();
    rmSync(folder, { recursive: true });
  });
  const output = join(folder, 'out');
  const asked = {
    sources: [CENTRE],
    sizeDeg: 0.25,
    outputFolder: output,
    downloadsFolder: null,
    edge: 'pad',
    dropUnitAxes: false,
  } as const;
  return {
    demo,
    folder,
    output,
    budget,
    stop,
    disconnect() {
      isConnected = false;
    },
    ranges: () => demo.calls.of(ROUTE).map(({ range }) => range),
    cut: async (changes = {}) =>
      await cut({ ...asked, images: [{ path: IMAGE, sources: [0] }], history: [], ...changes }),
    plan: async (changes = {}) =>
      await planCutouts({
        ...asked,
        images: [{ path: IMAGE, sources: [0], bytes: 700e6 }],
        ...changes,
      }),
    header: async (changes = {}) =>
      await header({ path: IMAGE, downloadsFolder: null, linkKey: null, rev: null, ...changes }),
    curves: createCurveCalls({ ...deps, emit: () => undefined }),
  };
}
