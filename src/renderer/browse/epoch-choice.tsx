import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import type { IntakeNotice } from '../intake/intake-store.ts';
import { takeFields } from '../intake/take-fields.ts';
import type { EpochChoice } from '../intake/table-ticks.ts';
import { browseMessages } from '../messages/browse.ts';

const CHOICES: readonly { readonly choice: EpochChoice; readonly name: string }[] = [
  { choice: 'table', name: browseMessages.epochChoice.table },
  { choice: 'all', name: browseMessages.epochChoice.all },
];

/** Switches between the epochs that a table names for its fields and all epochs. Null after the catalogue has changed. */
export function EpochChoiceToggle({
  of: { text, choice: chosen, ticked },
}: {
  readonly of: NonNullable<IntakeNotice['choice']>;
}): ReactNode {
  const app = useApp();
  const revision = useStore(app.browse, ({ browsed }) => browsed?.revision);
  if (revision !== ticked.revision) return null;
  return (
    <ToggleGroup
      className="segments"
      aria-label={browseMessages.epochChoice.name}
      value={[chosen]}
      onValueChange={([next]) => {
        const choice = CHOICES.find((each) => each.choice === next)?.choice;
        if (choice !== undefined && choice !== chosen) takeFields(app, text, choice, ticked);
      }}
    >
      {CHOICES.map(({ choice, name }) => (
        <Toggle key={choice} value={choice}>
          {name}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
