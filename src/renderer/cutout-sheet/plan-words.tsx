import type { ReactNode } from 'react';
import { cutoutsMessages } from '../messages/cutouts.ts';
import type { PlanState } from './use-plan.ts';

const { sheet } = cutoutsMessages;

/** What cutouts cost, what they leave out, and what they still need. */
export function PlanWords({ state }: { readonly state: PlanState }): ReactNode {
  if (state.kind === 'planning') return <p className="hint">{sheet.planning}</p>;
  if (state.kind === 'refused') {
    return (
      <p className="refusal" role="alert">
        {state.why}
      </p>
    );
  }
  const { plan } = state;
  const { freeBytes, outputBytes, imagesToFetch, isConnected } = plan;
  return (
    <div className="cutout-plan" role="status">
      <p className="figures">{plan.images === 0 ? sheet.nothing : sheet.cost(plan)}</p>
      {plan.unlisted > 0 && <p className="hint">{sheet.unlisted(plan.unlisted)}</p>}
      {plan.unseen > 0 && <p className="hint">{sheet.unseen(plan.unseen, plan.unseenNames)}</p>}
      {freeBytes !== null && outputBytes > freeBytes && (
        <p className="refusal">{sheet.noSpace(outputBytes, freeBytes)}</p>
      )}
      {imagesToFetch > 0 && !isConnected && (
        <p className="refusal">{sheet.connect(imagesToFetch)}</p>
      )}
      <p className="hint">{sheet.folder(plan.outputFolder)}</p>
    </div>
  );
}
