import { type KeyboardEvent, memo, type ReactNode, useState } from 'react';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import { type Field, FIELDS } from '#shared/survey/fields.ts';
import { askForCutouts } from '../cutout-sheet/cutout-sheet-store.ts';
import { fieldSubject } from '../cutout-sheet/sky-subjects.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { skyMessages } from '../messages/sky.ts';
import { Tick } from '../ui/tick.tsx';
import type { FieldFacts } from './field-facts.ts';
import { tickStateOfField } from './tick-state.ts';

interface FieldListProps {
  readonly facts: readonly FieldFacts[];
  readonly onPick: (field: Field, isRange: boolean) => void;
  /** Shows a field on the map. */
  readonly onShow: (field: Field) => void;
}

const NOTHING: FieldFacts = {
  files: 0,
  ticked: 0,
  onDisk: 0,
  verified: 0,
  epochs: [],
  lastMs: null,
  isOnLastDay: false,
};

/** What the map shows as a list, by right ascension: for keys, and for screen readers. */
export function FieldList({ facts, onPick, onShow }: FieldListProps): ReactNode {
  const [active, setActive] = useState<number | null>(null);
  const rows = FIELDS.map((field, index) => ({ field, facts: facts[index] ?? NOTHING })).filter(
    (row) => row.facts.files > 0,
  );
  const at = Math.min(active ?? 0, rows.length - 1);
  const go = (next: number): void => {
    const row = rows[next];
    if (row === undefined) return;
    setActive(next);
    onShow(row.field);
    document.getElementById(idOf(row.field))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active === null ? 0 : at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: Math.min(rows.length - 1, at + 12),
      PageUp: Math.max(0, at - 12),
    };
    const next = steps[event.key];
    const row = rows[at];
    if (next !== undefined) go(next);
    else if ((event.key === ' ' || event.key === 'Enter') && row !== undefined) {
      onPick(row.field, event.shiftKey);
    } else return;
    event.preventDefault();
  };
  const ticked = rows.filter((row) => row.facts.ticked > 0).length;
  return (
    <section className="pane field-list" aria-label={skyMessages.list.name}>
      <h2>{skyMessages.list.heading(rows.length, ticked)}</h2>
      <div
        className="options"
        role="listbox"
        tabIndex={0}
        aria-label={skyMessages.list.name}
        aria-multiselectable="true"
        aria-activedescendant={active === null ? undefined : rows[at] && idOf(rows[at].field)}
        onKeyDown={onKeyDown}
      >
        {rows.map(({ field, facts: known }, index) => (
          <FieldOption
            key={field.name}
            field={field}
            epochs={known.epochs.length}
            tick={tickStateOfField(known)}
            isActive={index === active}
            onPick={onPick}
            onShow={() => go(index)}
          />
        ))}
      </div>
      {active !== null && rows[at] !== undefined && (
        <button
          type="button"
          className="button small"
          title={cutoutsMessages.ofField(rows[at].field.name)}
          onClick={() => askForCutouts(fieldSubject(rows[at]!.field))}
        >
          {cutoutsMessages.get}
        </button>
      )}
    </section>
  );
}

function idOf({ name }: Field): string {
  return `sky-${name}`;
}

const FieldOption = memo(
  function FieldOption({
    field,
    epochs,
    tick,
    isActive,
    onPick,
    onShow,
  }: {
    readonly field: Field;
    readonly epochs: number;
    readonly tick: ReturnType<typeof tickStateOfField>;
    readonly isActive: boolean;
    readonly onPick: FieldListProps['onPick'];
    readonly onShow: () => void;
  }): ReactNode {
    const position = `${formatRa(field.raDeg, { decimals: 0 })} ${formatDec(field.decDeg)}`;
    return (
      <div
        id={idOf(field)}
        className="field-option"
        role="option"
        aria-selected={tick === 'all'}
        aria-label={skyMessages.list.option(field.name, position, epochs, tick)}
        data-active={isActive || undefined}
        onClick={onShow}
      >
        <span
          className="box"
          onClick={(event) => {
            event.stopPropagation();
            onPick(field, event.shiftKey);
          }}
        >
          <Tick state={tick} />
        </span>
        <span className="mono">{field.name}</span>
        <span className="number">{skyMessages.list.epochs(epochs)}</span>
      </div>
    );
  },
  (a, b) =>
    a.field === b.field &&
    a.epochs === b.epochs &&
    a.tick === b.tick &&
    a.isActive === b.isActive &&
    a.onPick === b.onPick,
);
