import { Switch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import type { Settings } from '#shared/ipc/contract.ts';

/** What every group of settings gets. */
export interface GroupProps {
  readonly settings: Settings;
  readonly set: (change: Partial<Settings>) => void;
}

/** A group of settings under one heading. */
export function Group({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="settings-group" aria-label={title}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

/** One setting: its name, a hint and its control. */
export function Row({
  name,
  hint,
  children,
}: {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="setting">
      <div>
        <h3>{name}</h3>
        {hint !== undefined && <p className="hint">{hint}</p>}
      </div>
      <div className="control">{children}</div>
    </div>
  );
}

/** A setting that is on or off. */
export function SwitchRow({
  name,
  hint,
  isOn,
  onChange,
}: {
  readonly name: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="setting">
      <div>
        <h3 id={id}>{name}</h3>
        <p className="hint">{hint}</p>
      </div>
      <div className="control">
        <Switch.Root
          className="switch"
          nativeButton
          render={<button type="button" />}
          checked={isOn}
          onCheckedChange={onChange}
          aria-labelledby={id}
        >
          <Switch.Thumb />
        </Switch.Root>
      </div>
    </div>
  );
}
