import { memo, type MouseEvent, type ReactNode, useMemo } from 'react';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import { sourcesMessages } from '../messages/sources.ts';
import type { SourceList } from '../source-lists/source-list.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { Tick } from '../ui/tick.tsx';
import type { OnDisk } from './pairs-on-disk.ts';
import type { RowFacts } from './row-facts.ts';

interface SourceRowProps {
  readonly list: SourceList;
  readonly source: number;
  readonly facts: (source: number) => RowFacts;
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onGo: (row: number, event: MouseEvent) => void;
  readonly onTick: (row: number, event: MouseEvent) => void;
}

export function rowIdOf(row: number): string {
  return `source${row}`;
}

/** One source. Memoised: scrolling works out only the rows that come into sight. */
export const SourceRow = memo(function SourceRow(props: SourceRowProps): ReactNode {
  const { list, source, facts: factsOf, index, top, isActive, isSelected } = props;
  const facts = useMemo(() => factsOf(source), [factsOf, source]);
  const name = list.names.at(source)!;
  const { fields, epochs, sbids, dates, separationDeg, onDisk, lacking } = facts;
  return (
    <div
      id={rowIdOf(index)}
      className="list-row source-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-label={sourcesMessages.row(name, fields, epochs)}
      data-active={isActive || undefined}
      data-chosen={isActive || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => props.onGo(index, event)}
    >
      <span
        role="gridcell"
        className="box"
        onClick={(event) => {
          event.stopPropagation();
          props.onTick(index, event);
        }}
      >
        <Tick state={isSelected ? 'all' : 'none'} />
      </span>
      <span role="gridcell" className="name" title={name}>
        {name}
      </span>
      <span role="gridcell" className="number">
        {formatRa(list.raDeg[source]!)}
      </span>
      <span role="gridcell" className="number">
        {formatDec(list.decDeg[source]!)}
      </span>
      {lacking === '' ? (
        <>
          <span role="gridcell" className="fields mono" title={fields}>
            {fieldsShown(fields)}
          </span>
          <span role="gridcell" className="epochs" title={epochs}>
            {epochs}
          </span>
          <span role="gridcell" className="sbids" title={sbids}>
            {sbids}
          </span>
          <span role="gridcell" className="dates">
            {dates}
          </span>
          <span role="gridcell" className="number">
            {sourcesMessages.degreesAway(separationDeg!)}
          </span>
          <span role="gridcell" className="number disk">
            <DiskMark of={onDisk} />
          </span>
        </>
      ) : (
        <span role="gridcell" className="lacking" aria-colspan={6} title={lacking}>
          {lacking}
        </span>
      )}
    </div>
  );
});

/** The first field, and how many others there are: two names don't fit, and the details have all. */
function fieldsShown(fields: string): string {
  const [first = '', ...others] = fields.split(', ');
  return others.length === 0 ? first : sourcesMessages.fieldAndOthers(first, others.length);
}

/** How many of some files are on disk, as a mark and in figures. */
export function DiskMark({ of: { files, onDisk } }: { readonly of: OnDisk }): ReactNode {
  if (files === 0) return '–';
  const mark = onDisk === 0 ? 'listed' : onDisk === files ? 'size-only' : 'partly';
  return (
    <>
      <StateMark of={mark} part={onDisk / files} /> {sourcesMessages.onDisk(onDisk, files)}
    </>
  );
}
