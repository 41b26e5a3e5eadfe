import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Histogram } from '#shared/image/histogram.ts';
import type { Limits } from '#shared/image/limits.ts';
import type { LimitsChoice } from '#shared/image/find-limits.ts';
import type { Colouring } from '#shared/image/paint.ts';
import type { TileAt } from '#shared/image/tiles.ts';
import type { Api } from '../transport/api.ts';
import { messageOf } from '../transport/message-of.ts';
import { type SkyImage, skyImageOf } from './sky-image.ts';
import type { TilePainter } from './tile-painter.ts';
import { keyOf, overviewLevel, tilesOf } from './visible-tiles.ts';

export interface LayerState {
  readonly path: string;
  /** Null until its header is read. */
  readonly image: SkyImage | null;
  /** Why it can't be shown; null for no reason. */
  readonly problem: string | null;
  /** Whether the overview's values are there, from which limits come. */
  readonly hasOverview: boolean;
  /** Of all pixels; null until the whole image is read. */
  readonly histogram: Histogram | null;
  /** Tiles that are shown, and of these the ones of which only a sample is. */
  readonly wanted: number;
  readonly missing: number;
  readonly sampled: number;
}

/** A tile as it is drawn. */
export interface DrawnTile {
  readonly at: TileAt;
  readonly bitmap: ImageBitmap;
}

/** One image on disk: its header, and tiles of it in colour. */
export interface ImageLayer {
  readonly store: StoreApi<LayerState>;
  /** Loads these tiles, the first ones first; others are kept as long as there is memory. */
  want(tiles: readonly TileAt[]): void;
  /** Tiles in colour from the coarsest to the finest. */
  drawn(): readonly DrawnTile[];
  setColouring(colouring: Colouring): void;
  /** Null if no pixel has a value, and after a failure, which the state has. */
  limits(choice: LimitsChoice): Promise<Limits | null>;
  /** Calls `listener` when there is something else to draw. @returns a function that ends it */
  onDrawn(listener: () => void): () => void;
  close(): void;
}

interface Tile {
  readonly at: TileAt;
  /** What was loaded: a sample, or means. */
  how: 'none' | 'sample' | 'mean';
  isLoading: boolean;
  bitmap: ImageBitmap | null;
  isPainting: boolean;
  paintAgain: boolean;
}

/** A tile has 1 MiB of values and 1 MiB of colours. */
const MAX_TILES = 40;
/** Calls at a time: while one is under way, the next one is read. */
const MAX_LOADING = 3;

let layers = 0;

export function openLayer(api: Pick<Api, 'call'>, painter: TilePainter, path: string): ImageLayer {
  layers += 1;
  const prefix = `${layers}:`;
  const store = createStore<LayerState>(() => ({
    path,
    image: null,
    problem: null,
    hasOverview: false,
    histogram: null,
    wanted: 0,
    missing: 0,
    sampled: 0,
  }));
  /** By key; those that were wanted last stand last. */
  const tiles = new Map<string, Tile>();
  const listeners = new Set<() => void>();
  let shown: readonly TileAt[] = [];
  let overview: readonly TileAt[] = [];
  let colouring: Colouring | null = null;
  let loading = 0;
  let isClosed = false;

  const workerKey = (at: TileAt): string => prefix + keyOf(at);
  const redraw = (): void => {
    for (const listener of listeners) listener();
  };
  const fail = (error: unknown): void => {
    if (!isClosed) store.setState({ problem: messageOf(error) });
  };
  const count = (): void => {
    const wanted = shown.map((at) => tiles.get(keyOf(at)));
    store.setState({
      wanted: wanted.length,
      missing: wanted.filter((tile) => tile?.bitmap == null).length,
      sampled: wanted.filter((tile) => tile?.how === 'sample' && tile.at.level > 0).length,
    });
  };
  const paint = async (tile: Tile): Promise<void> => {
    const now = colouring;
    if (now === null) return;
    tile.paintAgain = tile.isPainting;
    if (tile.isPainting) return;
    tile.isPainting = true;
    const call = painter.call('paint', { key: workerKey(tile.at), colouring: now });
    const bitmap = await call.finally(() => {
      tile.isPainting = false;
    });
    if (bitmap === null) return;
    if (isClosed || tiles.get(keyOf(tile.at)) !== tile) {
      bitmap.close();
      return;
    }
    tile.bitmap?.close();
    tile.bitmap = bitmap;
    redraw();
    // While it was painted, its colours changed or its means came.
    if (tile.paintAgain) await paint(tile);
  };
  const load = async (tile: Tile, how: 'sample' | 'mean'): Promise<void> => {
    tile.isLoading = true;
    loading += 1;
    try {
      const values = await api.call('images.tile', { path, at: tile.at, how });
      if (isClosed || tiles.get(keyOf(tile.at)) !== tile) return;
      await painter.call('keep', { key: workerKey(tile.at), values }, [values.values.buffer]);
      tile.how = tile.at.level === 0 ? 'mean' : how;
      if (!store.getState().hasOverview && overview.every(isLoaded)) {
        store.setState({ hasOverview: true });
      }
      await paint(tile);
    } catch (error) {
      fail(error);
    } finally {
      tile.isLoading = false;
      loading -= 1;
      count();
      pump();
    }
  };
  const isLoaded = (at: TileAt): boolean => (tiles.get(keyOf(at))?.how ?? 'none') !== 'none';
  const pump = (): void => {
    if (isClosed || store.getState().problem !== null) return;
    const all = [...overview, ...shown].map(tileAt);
    const missing = all.filter(({ how, isLoading }) => how === 'none' && !isLoading);
    for (const tile of new Set(missing)) if (loading < MAX_LOADING) void load(tile, 'sample');
    if (loading > 0) return;
    const rough = shown.map(tileAt).find(({ how, isLoading }) => how === 'sample' && !isLoading);
    if (rough !== undefined) void load(rough, 'mean');
  };
  const tileAt = (at: TileAt): Tile => {
    const key = keyOf(at);
    let tile = tiles.get(key);
    tile ??= {
      at,
      how: 'none',
      isLoading: false,
      bitmap: null,
      isPainting: false,
      paintAgain: false,
    };
    tiles.delete(key);
    tiles.set(key, tile);
    return tile;
  };
  const forget = (keys: readonly string[]): void => {
    // A worker that failed keeps nothing.
    painter.call('forget', { keys }).catch(() => undefined);
  };
  const dropOldest = (): void => {
    const wanted = new Set([...overview, ...shown].map(keyOf));
    const dropped: string[] = [];
    for (const [key, tile] of tiles) {
      if (tiles.size <= MAX_TILES) break;
      if (wanted.has(key) || tile.isLoading) continue;
      tile.bitmap?.close();
      tiles.delete(key);
      dropped.push(prefix + key);
    }
    if (dropped.length > 0) forget(dropped);
  };
  const begin = async (): Promise<void> => {
    const image = skyImageOf(await api.call('images.open', { path }));
    if (isClosed) return;
    overview = tilesOf(image, overviewLevel(image));
    store.setState({ image });
    pump();
    const { counts, count: pixels, min, max } = await api.call('images.histogram', { path });
    const histogram = { counts, count: pixels, min: min ?? Infinity, max: max ?? -Infinity };
    store.setState({ histogram });
  };
  begin().catch(fail);

  return {
    store,
    want(next) {
      shown = next;
      for (const at of next) tileAt(at);
      dropOldest();
      count();
      pump();
    },
    drawn() {
      const drawn = [...tiles.values()].flatMap(({ at, bitmap }) =>
        bitmap === null ? [] : { at, bitmap },
      );
      return drawn.toSorted((a, b) => b.at.level - a.at.level);
    },
    setColouring(next) {
      colouring = next;
      // What is on view first.
      const wanted = new Set(shown.map(keyOf));
      const loaded = [...tiles].filter(([, { how }]) => how !== 'none');
      const sorted = loaded.toSorted(([a], [b]) => Number(wanted.has(b)) - Number(wanted.has(a)));
      for (const [, tile] of sorted) paint(tile).then(count).catch(fail);
    },
    async limits(choice) {
      const keys = overview.map(workerKey);
      const { histogram } = store.getState();
      return await painter.call('limits', { keys, choice, histogram }).catch((error: unknown) => {
        fail(error);
        return null;
      });
    },
    onDrawn(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      forget([...tiles.keys()].map((key) => prefix + key));
      for (const { bitmap } of tiles.values()) bitmap?.close();
      tiles.clear();
      // The server may be gone; then there is nothing to free.
      api.call('images.close', { path }).catch(() => undefined);
    },
  };
}
