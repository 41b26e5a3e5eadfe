import { useEffect, useState } from 'react';
import type { CutoutsAsked, CutoutsPlan } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { messageOf } from '../transport/message-of.ts';

export type PlanState =
  | { readonly kind: 'planning' }
  | { readonly kind: 'planned'; readonly plan: CutoutsPlan }
  | { readonly kind: 'refused'; readonly why: string };

/** What cutouts will cost; the answer to the last question counts. */
export function usePlan(asked: CutoutsAsked): PlanState {
  const { api } = useApp();
  const [state, setState] = useState<PlanState>({ kind: 'planning' });
  useEffect(() => {
    let isCurrent = true;
    setState({ kind: 'planning' });
    api.call('cutouts.plan', asked).then(
      (plan) => isCurrent && setState({ kind: 'planned', plan }),
      (error: unknown) => isCurrent && setState({ kind: 'refused', why: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, asked]);
  return state;
}
