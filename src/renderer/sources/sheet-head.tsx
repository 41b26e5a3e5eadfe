import { type ReactNode, useState } from 'react';
import type { ReadOptions } from '#shared/sources/interpret-table.ts';
import { MAX_CUTOUT_SOURCES } from '#shared/cutouts/limits.ts';
import type { App } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';
import { askForCutouts } from '../cutout-sheet/cutout-sheet-store.ts';
import { messageOf } from '../transport/message-of.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { uiMessages } from '../messages/ui.ts';
import type { SourceList } from '../source-lists/source-list.ts';
import { Notice } from '../ui/notice.tsx';
import { cutoutSubject } from './cutout-subject.ts';
import { NameDialog } from './name-dialog.tsx';
import { ReadChoices } from './read-choices.tsx';
import { SaveDialog } from './save-dialog.tsx';

interface SheetHeadProps {
  readonly list: SourceList;
  readonly selected: ReadonlySet<number>;
}

/** What a list is, how its table was read, and what can be done with all of it. */
export function SheetHead({ list, selected }: SheetHeadProps): ReactNode {
  const app = useApp();
  const [isNaming, setNaming] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const observed = list.names.length - list.outside.length;
  const pairs = list.seen.reduce((sum, { epochs }) => sum + epochs.length, 0);
  const read = (options: ReadOptions): void => {
    app.sources.readAs(list, options).catch((error: unknown) => {
      app.toasts.show(messageOf(error), { tone: 'problem' });
    });
  };
  return (
    <section className="sheet-head" aria-label={list.name}>
      <div className="sheet-title">
        <h2>{list.name}</h2>
        <p>
          {sourcesMessages.sources(list.names.length)}.{' '}
          {sourcesMessages.summary(observed, list.fields.size, pairs)}
        </p>
      </div>
      <div className="sheet-do">
        <button
          type="button"
          className="button"
          onClick={() => {
            const subject = cutoutSubject(list, selected);
            if (subject === null)
              app.toasts.show(cutoutsMessages.sheet.tooMany(MAX_CUTOUT_SOURCES));
            else askForCutouts(subject);
          }}
        >
          {cutoutsMessages.get}
        </button>
        <button type="button" className="button" onClick={() => setSaving(true)}>
          {sourcesMessages.save.button}
        </button>
        <button type="button" className="button quiet" onClick={() => setNaming(true)}>
          {sourcesMessages.rename}
        </button>
        <button type="button" className="button quiet" onClick={() => void remove(app, list)}>
          {sourcesMessages.remove}
        </button>
      </div>
      <div className="sheet-read">
        <p className="hint" title={list.notes.join('\n')}>
          {list.notes.join(' ')}
        </p>
        <ReadChoices list={list} onChoose={read} />
      </div>
      {list.warnings.length > 0 && (
        <Notice tone="partly" title={list.warnings[0]!}>
          {list.warnings.slice(1).join(' ')}
        </Notice>
      )}
      <NameDialog list={list} isOpen={isNaming} onClose={() => setNaming(false)} />
      <SaveDialog
        list={list}
        selected={selected}
        isOpen={isSaving}
        onClose={() => setSaving(false)}
      />
    </section>
  );
}

/** Undo is offered if main still has the table. */
async function remove({ sources, toasts }: App, list: SourceList): Promise<void> {
  const table = await sources.tableOf(list).catch(() => null);
  try {
    await sources.remove(list);
  } catch (error) {
    toasts.show(messageOf(error), { tone: 'problem' });
    return;
  }
  const run = (): void => {
    if (table !== null) sources.bringBack(list, table);
  };
  toasts.show(
    sourcesMessages.removed(list.name),
    table === null ? {} : { lasts: 'until-action', action: { label: uiMessages.undo, run } },
  );
}
