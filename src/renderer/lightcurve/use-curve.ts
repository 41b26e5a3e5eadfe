import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CurvePoint } from '#shared/lightcurve/curve-point.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { useApp } from '../app/use-app.ts';
import { messageOf } from '../transport/message-of.ts';
import { type CurvePlan, planCurve } from './curve-plan.ts';

export type CurveState =
  | { readonly kind: 'asked' }
  /** Catalogues are in the queue. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'measuring' }
  | {
      readonly kind: 'measured';
      readonly points: readonly CurvePoint[];
      readonly problem: string | null;
    }
  | { readonly kind: 'refused'; readonly why: string };

export interface Curve {
  /** Null before the first list of files. */
  readonly plan: CurvePlan | null;
  readonly state: CurveState;
  /** Downloads what is missing, then measures. */
  readonly start: () => void;
  /** Measures from what is on disk. */
  readonly measure: () => void;
  readonly stop: () => void;
}

/** The light curve of one source. What was measured belongs to these choices: with others it is asked for again. */
export function useCurve(source: Source, stokes: Stokes, radiusArcsec: number): Curve {
  const { api, ask, browse } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  const [state, setState] = useState<CurveState>({ kind: 'asked' });
  const latest = useRef(0);
  const catalogue = browsed?.catalogue;
  const onDisk = browsed?.onDisk;
  const revision = browsed?.revision;
  const plan = useMemo(
    () =>
      catalogue === undefined || onDisk === undefined || revision === undefined
        ? null
        : planCurve({ catalogue, onDisk, revision }, source, stokes),
    [catalogue, onDisk, revision, source, stokes],
  );

  const measure = useCallback((): void => {
    const { raDeg, decDeg } = source;
    latest.current += 1;
    const asked = latest.current;
    const set = (next: CurveState): void => {
      if (latest.current === asked) setState(next);
    };
    set({ kind: 'measuring' });
    api.call('curves.measure', { raDeg, decDeg, stokes, radiusArcsec }).then(
      ({ points, problem }) =>
        set({ kind: 'measured', points, problem: problem === null ? null : problem.message }),
      (error: unknown) => set({ kind: 'refused', why: messageOf(error) }),
    );
  }, [api, source, stokes, radiusArcsec]);

  useEffect(() => {
    // Other choices: an answer that is still to come is of no use.
    setState((before) => (before.kind === 'waiting' ? before : { kind: 'asked' }));
    return () => {
      latest.current += 1;
    };
  }, [source, stokes, radiusArcsec]);

  const missing = plan?.missing ?? null;
  useEffect(() => {
    if (state.kind === 'waiting' && missing === 0) measure();
  }, [state.kind, missing, measure]);

  const start = async (): Promise<void> => {
    if (plan === null) return;
    if (plan.missing === 0) {
      measure();
      return;
    }
    const { catalogueRevision, missingRows: words } = plan;
    const added = await ask('downloads.add', { catalogueRevision, words });
    if (added !== undefined) setState({ kind: 'waiting' });
  };
  return {
    plan,
    state,
    start: () => void start(),
    measure,
    stop() {
      latest.current += 1;
      setState({ kind: 'asked' });
      void ask('curves.stop', null);
    },
  };
}
