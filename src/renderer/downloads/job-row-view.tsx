import { type DragEvent, memo, type MouseEvent, type ReactNode } from 'react';
import type { JobRow } from '#shared/downloads/job-row.ts';
import type { ActiveFile, QueuePhase } from '#shared/downloads/snapshot.ts';
import { formatBytes, formatRate } from '#shared/format/quantities.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { uiMessages } from '../messages/ui.ts';
import { Elided } from '../ui/elided.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { type JobActions, mainActionOf, onlyJob } from './job-actions.ts';
import { isWaiting } from './job-cursor.ts';
import { wordsOfJob } from './job-words.ts';

interface JobRowViewProps {
  /** Undefined until its slice arrives. */
  readonly row: JobRow | undefined;
  /** Its latest progress, if it is being downloaded or verified. */
  readonly live: ActiveFile | undefined;
  readonly rate: number | null;
  readonly isStalled: boolean;
  readonly nowMs: number;
  readonly phase: QueuePhase;
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly dropEdge: boolean;
  /** Whether the user can reorder this list. */
  readonly canMove: boolean;
  readonly actions: JobActions;
  readonly onGo: (index: number, event: MouseEvent) => void;
  readonly onDragStart: (index: number, id: number, event: DragEvent) => void;
  readonly onDragOver: (index: number, event: DragEvent) => void;
  readonly onDragEnd: (hasDropped: boolean) => void;
}

const { actions: ACTIONS } = downloadsMessages;
const MAIN = {
  pause: { icon: 'pause', name: ACTIONS.pause },
  resume: { icon: 'play', name: ACTIONS.resume },
  retry: { icon: 'retry', name: ACTIONS.retry },
  show: { icon: 'folder', name: ACTIONS.show },
  copy: { icon: 'copy', name: uiMessages.copyPath },
} as const satisfies Record<string, { icon: IconName; name: string }>;

/** Drawn only if one of its properties changes: ten snapshots a second may arrive during a scroll. */
export const JobRowView = memo(function JobRowView(props: JobRowViewProps): ReactNode {
  const { row: listed, live, index, top, isActive, isSelected, dropEdge, actions } = props;
  const place = { transform: `translateY(${top}px)` };
  if (listed === undefined) {
    return <div className="list-row job" role="row" aria-rowindex={index + 2} style={place} />;
  }
  const row =
    live === undefined ? listed : { ...listed, state: live.state, bytesDone: live.bytesDone };
  const { mark, state, why } = wordsOfJob(row, props);
  const done = row.state === 'done' ? (row.size ?? row.bytesDone) : row.bytesDone;
  const part =
    row.size === null || row.size === 0 ? (row.state === 'done' ? 1 : 0) : done / row.size;
  const action = mainActionOf(row);
  const main = action === 'show' && !actions.canShow ? 'copy' : action;
  const slash = row.path.lastIndexOf('/');
  return (
    <div
      id={`job${row.id}`}
      className="list-row job"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-drop={dropEdge || undefined}
      style={place}
      onClick={(event) => props.onGo(index, event)}
      draggable={props.canMove && isWaiting(row)}
      onDragStart={(event) => props.onDragStart(index, row.id, event)}
      onDragOver={isWaiting(listed) ? (event) => props.onDragOver(index, event) : undefined}
      onDragEnd={() => props.onDragEnd(false)}
      onDrop={(event) => {
        if (event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        props.onDragEnd(true);
      }}
    >
      <span role="gridcell" className="mark">
        <StateMark of={mark} part={part} title={state} />
      </span>
      <span role="gridcell" className="file mono">
        <Elided text={row.path.slice(slash + 1)} tail={26} />
        <span className="folder">
          <Elided text={row.path.slice(1, slash)} tail={14} />
        </span>
      </span>
      <span role="gridcell" className="state" title={why === '' ? undefined : why}>
        {state}
        {why !== '' && <span className="why"> · {why}</span>}
      </span>
      <span role="gridcell" className="progress">
        {part > 0 && part < 1 && (
          <span className="bar" aria-hidden="true">
            <i style={{ width: `${part * 100}%` }} />
          </span>
        )}
        {part > 0 && part < 1 && <span>{Math.floor(part * 100)} %</span>}
      </span>
      <span role="gridcell" className="number">
        {row.size === null ? '–' : formatBytes(row.size)}
      </span>
      <span role="gridcell" className="number">
        {row.state === 'active' && !props.isStalled && props.rate !== null
          ? formatRate(props.rate)
          : ''}
      </span>
      <span role="gridcell" className="number">
        {row.attempts > 0 ? row.attempts : ''}
      </span>
      <span role="gridcell" className="do">
        {main !== null && (
          <button
            type="button"
            tabIndex={-1}
            className="icon-button"
            aria-label={ACTIONS.of(MAIN[main].name, row.path.slice(slash + 1))}
            title={MAIN[main].name}
            onClick={(event) => {
              event.stopPropagation();
              actions.main(row);
            }}
          >
            <Icon name={MAIN[main].icon} size={15} />
          </button>
        )}
        <button
          type="button"
          tabIndex={-1}
          className="icon-button"
          aria-label={ACTIONS.of(ACTIONS.remove, row.path.slice(slash + 1))}
          title={ACTIONS.removeFromQueue}
          onClick={(event) => {
            event.stopPropagation();
            void actions.remove(onlyJob(row.id));
          }}
        >
          <Icon name="close" size={14} />
        </button>
      </span>
    </div>
  );
});
