import type { ReactNode } from 'react';
import { EPOCHS } from '#shared/survey/epochs.ts';
import { skyMessages } from '../messages/sky.ts';
import { LAST_DAY } from './mark-fields.ts';
import { useSky } from './sky-store.ts';

/** What the fills of the fields mean. */
export function Legend(): ReactNode {
  const colouring = useSky((state) => state.colouring);
  const { legend } = skyMessages;
  return (
    <ul className="sky-legend" aria-label={legend.name}>
      <li className="what">{skyMessages.colourings[colouring]}</li>
      {colouring === 'epochs' || colouring === 'days' ? (
        <li>
          {colouring === 'epochs' ? legend.epochs(1) : legend.days(0)}
          <i className="ramp" />
          {colouring === 'epochs' ? legend.epochs(EPOCHS.length) : legend.days(LAST_DAY)}
        </li>
      ) : (
        (['all', 'some', 'none'] as const).map((state) => (
          <li key={state}>
            <i className="swatch" data-of={colouring} data-state={state} />
            {legend[state]}
          </li>
        ))
      )}
      <li>
        <i className="swatch" data-state="faint" />
        {legend.notObserved}
      </li>
    </ul>
  );
}
