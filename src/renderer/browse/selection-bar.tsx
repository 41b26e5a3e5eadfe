import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { countBits } from '#shared/catalogue/bitset.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import type { PlanSummary } from '#shared/ipc/contract.ts';
import { addingStore, whileAdding } from '../app/adding.ts';
import type { App } from '../app/app.ts';
import { Icon } from '../ui/icons.tsx';
import { OutputFolder } from '../ui/output-folder.tsx';
import { saveText } from '../ui/save-text.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { clearTicks, selectionOf, withoutTicksOf, withTicks } from '../ticks/tick-files.ts';
import { SavedMenu } from './saved-menu.tsx';
import { browseMessages } from '../messages/browse.ts';
import { uiMessages } from '../messages/ui.ts';

/** The name that the command uses for its list. */
const LIST_NAME = 'vast-selection.txt';

export function SelectionBar(): ReactNode {
  const browsed = useStore(useApp().browse, (state) => state.browsed);
  return browsed === null ? null : <Bar browsed={browsed} />;
}

function Bar({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const app = useApp();
  const { ticked } = browsed;
  const plan = usePlan(browsed);
  const canFetch = useStore(app.connection, ({ current }) => current?.value.kind === 'connected');
  const hidden = ticked.files - countBits(browsed.tickedOnView);
  const isNone = ticked.files === 0;
  const adding = useStore(addingStore, ({ files }) => files);
  const copyCommand = () => {
    if (plan === null) return;
    void navigator.clipboard.writeText(plan.command);
    if (plan.commandNeedsList) {
      app.toasts.show(browseMessages.selection.copiedNeedsList, {
        action: {
          label: browseMessages.selection.saveList,
          run: () => void saveList(app, browsed),
        },
      });
    } else app.toasts.show(browseMessages.selection.copied);
  };
  return (
    <section className="selection" aria-label={browseMessages.selection.name}>
      <p className="figures">
        <strong>
          {isNone ? browseMessages.selection.nothing : browseMessages.selection.files(ticked.files)}
        </strong>
        {!isNone && <span title={estimateWords(plan)}>{sizeWords(browsed, plan)}</span>}
        {hidden > 0 && (
          <span title={browseMessages.selection.hiddenHint}>
            {browseMessages.selection.hidden(hidden)}
          </span>
        )}
        {plan !== null && plan.filesOnDisk > 0 && (
          <span>{browseMessages.selection.onDisk(plan.filesOnDisk)}</span>
        )}
        <Free plan={plan} />
      </p>
      <p className="where">
        <OutputFolder />
      </p>
      <div className="command" data-none={isNone || undefined}>
        <code title={plan?.command}>
          <span aria-hidden="true">$ </span>
          {isNone ? browseMessages.selection.noCommand : (plan?.command ?? '…')}
        </code>
        {!isNone && plan?.commandNeedsList === true && (
          <span className="needs" title={browseMessages.selection.needsListHint}>
            {browseMessages.selection.needsList}
          </span>
        )}
        <button
          type="button"
          className="button quiet"
          disabled={isNone || plan === null}
          onClick={copyCommand}
          aria-label={browseMessages.selection.copyCommand}
          title={plan?.command}
        >
          <Icon name="copy" size={14} />
          <span className="wide">{browseMessages.selection.copyCommand}</span>
        </button>
      </div>
      <div className="do">
        <SavedMenu browsed={browsed} />
        <button type="button" className="button quiet" disabled={isNone} onClick={() => clear(app)}>
          {browseMessages.selection.clear}
        </button>
        <button
          type="button"
          className="button"
          disabled={isNone}
          onClick={() => void saveList(app, browsed)}
        >
          {browseMessages.selection.saveList}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={isNone}
          aria-disabled={adding > 0 || undefined}
          title={canFetch ? undefined : browseMessages.selection.connectHint}
          onClick={() => (canFetch ? void download(app, browsed) : app.views.go('connect'))}
        >
          {downloadLabel(canFetch, adding, ticked.files)}
        </button>
      </div>
    </section>
  );
}

function downloadLabel(canFetch: boolean, adding: number, ticked: number): string {
  if (adding > 0) return browseMessages.selection.adding(adding);
  return canFetch ? browseMessages.selection.download(ticked) : browseMessages.selection.connect;
}

function Free({ plan }: { readonly plan: PlanSummary | null }): ReactNode {
  if (plan?.freeBytes == null) return null;
  const needed = plan.bytes + (plan.estimatedBytes ?? 0);
  const isShort = needed > plan.freeBytes;
  return (
    <span className={isShort ? 'short' : undefined}>
      {isShort && <StateMark of="problem" />}
      {isShort
        ? browseMessages.selection.freeNotEnough(formatBytes(plan.freeBytes))
        : browseMessages.selection.free(formatBytes(plan.freeBytes))}
    </span>
  );
}

/** How many sizes are estimated; undefined if none is. */
function estimateWords(plan: PlanSummary | null): string | undefined {
  if (plan === null || plan.estimatedBytes === null || plan.unknownFiles === 0) return undefined;
  return browseMessages.selection.estimate(plan.unknownFiles, plan.files);
}

/** `212 GB`, `about 240 GB`, `sizes not listed`. */
function sizeWords({ ticked }: Browsed, plan: PlanSummary | null): string {
  if (ticked.unknownSizes === 0) return formatBytes(ticked.bytes);
  if (plan?.estimatedBytes == null) {
    return ticked.bytes === 0
      ? browseMessages.selection.sizesNotListed
      : browseMessages.selection.atLeast(formatBytes(ticked.bytes));
  }
  return browseMessages.selection.about(formatBytes(plan.bytes + plan.estimatedBytes));
}

/** Main's plan for the ticked files. Null until the answer for the current ticks is there. */
function usePlan(browsed: Browsed): PlanSummary | null {
  const { api, connection } = useApp();
  const reconnections = useReconnections();
  // The demo's sizes and command differ from the survey's.
  const to = useStore(connection, ({ current }) =>
    current !== null && 'to' in current.value ? current.value.to : null,
  );
  const [plan, setPlan] = useState<{ of: unknown; summary: PlanSummary } | null>(null);
  const { ticks, revision } = browsed;
  useEffect(() => {
    return askUntilAnswered({
      ask: () => api.call('plan.summarize', { catalogueRevision: revision, words: ticks.words }),
      onAnswer: (summary) => setPlan({ of: ticks, summary }),
      isConnected: () => api.link.getState().state === 'open',
    });
  }, [api, reconnections, ticks, revision, to]);
  return plan?.of === ticks ? plan.summary : null;
}

async function download(app: App, browsed: Browsed): Promise<void> {
  if (addingStore.getState().files > 0) return;
  const answer = await whileAdding(
    browsed.ticked.files,
    app.ask('downloads.add', selectionOf(browsed)),
  );
  if (answer === undefined) return;
  for (const warning of answer.warnings) app.toasts.show(warning);
  // Files that were ticked since then are not in the queue, and stay ticked.
  app.browseWith((now) => withoutTicksOf(now, browsed));
  // If the user went to another view meanwhile, that view stays.
  if (app.views.store.getState().view === 'browse') app.views.go('downloads');
}

async function saveList(app: App, browsed: Browsed): Promise<void> {
  const answer = await app.ask('plan.list', selectionOf(browsed));
  if (answer !== undefined) await saveText(app, LIST_NAME, answer.text);
}

function clear(app: App): void {
  const before = app.browse.getState().browsed;
  app.browseWith(clearTicks);
  if (before === null) return;
  app.toasts.show(browseMessages.selection.cleared(before.ticked.files), {
    lasts: 'until-action',
    action: {
      label: uiMessages.undo,
      run: () =>
        app.browseWith((now) =>
          now.revision === before.revision ? withTicks(now, before.ticks) : now,
        ),
    },
  });
}
