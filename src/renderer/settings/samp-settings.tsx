import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { sampMessages } from '../messages/samp.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { Group, Row } from './settings-rows.tsx';

/** Whether a SAMP hub is there, and with which programs. */
export function SampSettings(): ReactNode {
  const state = useStore(useApp().samp, ({ current }) => current?.value ?? null);
  const { group, name, hint, state: words } = sampMessages.settings;
  if (state === null) return null;
  return (
    <Group title={group}>
      <Row name={name} hint={hint}>
        <span className="with-button" role="status" aria-label={name}>
          <StateMark of={MARKS[state.hub]} />
          {words(state)}
        </span>
      </Row>
    </Group>
  );
}

const MARKS = { none: 'listed', found: 'verified', refused: 'problem' } as const;
