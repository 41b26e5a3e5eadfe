import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { countBits } from '#shared/catalogue/bitset.ts';
import { formatBytes, formatCount, formatNumberOf } from '#shared/format/quantities.ts';
import type { PlanSummary } from '#shared/ipc/contract.ts';
import type { App } from '../app/app.ts';
import { Icon } from '../ui/icons.tsx';
import { saveText } from '../ui/save-text.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { clearTicks, selectionOf, withoutTicksOf, withTicks } from '../ticks/tick-files.ts';
import { SavedMenu } from './saved-menu.tsx';

/** As the command names it where it needs one. */
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
  const copyCommand = () => {
    if (plan === null) return;
    void navigator.clipboard.writeText(plan.command);
    if (plan.commandNeedsList) {
      app.toasts.show('Command copied. It reads a list of files: save that beside it.', {
        action: { label: 'Save list', run: () => void saveList(app, browsed) },
      });
    } else app.toasts.show('Command copied.');
  };
  return (
    <section className="selection" aria-label="Selection">
      <p className="figures">
        <strong>{isNone ? 'Nothing ticked' : formatNumberOf(ticked.files, 'file')}</strong>
        {!isNone && <span title={guessWords(plan)}>{sizeWords(browsed, plan)}</span>}
        {hidden > 0 && (
          <span title="Ticked, but left out by the search or the facets">
            {formatCount(hidden)} not on view
          </span>
        )}
        {plan !== null && plan.filesOnDisk > 0 && (
          <span>{formatCount(plan.filesOnDisk)} on disk</span>
        )}
        <Free plan={plan} />
      </p>
      <div className="command" data-none={isNone || undefined}>
        <code title={plan?.command}>
          <span aria-hidden="true">$ </span>
          {isNone ? 'tick files to see their command' : (plan?.command ?? '…')}
        </code>
        {!isNone && plan?.commandNeedsList === true && (
          <span
            className="needs"
            title="No flags say exactly this selection, so the command reads a list: Save list writes it"
          >
            needs its list
          </span>
        )}
        <button
          type="button"
          className="button quiet"
          disabled={isNone || plan === null}
          onClick={copyCommand}
          aria-label="Copy command"
        >
          <Icon name="copy" size={14} />
          <span className="wide">Copy command</span>
        </button>
      </div>
      <div className="do">
        <SavedMenu browsed={browsed} />
        <button type="button" className="button quiet" disabled={isNone} onClick={() => clear(app)}>
          Clear
        </button>
        <button
          type="button"
          className="button"
          disabled={isNone}
          onClick={() => void saveList(app, browsed)}
        >
          Save list
        </button>
        <button
          type="button"
          className="button primary"
          disabled={isNone}
          title={
            canFetch
              ? undefined
              : 'Connect, or try the demo survey; then the ticked files can be downloaded.'
          }
          onClick={() => (canFetch ? void download(app, browsed) : app.views.go('connect'))}
        >
          {canFetch ? downloadWords(ticked.files) : 'Connect to download'}
        </button>
      </div>
    </section>
  );
}

function downloadWords(files: number): string {
  return files === 0 ? 'Download' : `Download ${formatNumberOf(files, 'file')}`;
}

function Free({ plan }: { readonly plan: PlanSummary | null }): ReactNode {
  if (plan?.freeBytes == null) return null;
  const needed = plan.bytes + (plan.estimatedBytes ?? 0);
  const isShort = needed > plan.freeBytes;
  return (
    <span className={isShort ? 'short' : undefined}>
      {isShort && <StateMark of="problem" />}
      {formatBytes(plan.freeBytes)} free{isShort && ': not enough'}
    </span>
  );
}

/** How much of the size is a guess; nothing where none is. */
function guessWords(plan: PlanSummary | null): string | undefined {
  if (plan === null || plan.estimatedBytes === null || plan.unknownFiles === 0) return undefined;
  return `${formatCount(plan.unknownFiles)} of ${formatCount(plan.files)} sizes are not listed, and estimated from files of the same kind`;
}

/** `212 GB`, `about 240 GB`, `sizes not listed`. */
function sizeWords({ ticked }: Browsed, plan: PlanSummary | null): string {
  if (ticked.unknownSizes === 0) return formatBytes(ticked.bytes);
  if (plan?.estimatedBytes == null) {
    return ticked.bytes === 0 ? 'sizes not listed' : `at least ${formatBytes(ticked.bytes)}`;
  }
  return `about ${formatBytes(plan.bytes + plan.estimatedBytes)}`;
}

/** Main's word on the selection, asked anew for each; the newest answer counts. */
function usePlan(browsed: Browsed): PlanSummary | null {
  const { api } = useApp();
  const reconnections = useReconnections();
  const [plan, setPlan] = useState<{ of: unknown; summary: PlanSummary } | null>(null);
  const { ticks, revision } = browsed;
  useEffect(() => {
    return askUntilAnswered({
      ask: () => api.call('plan.summarize', { catalogueRevision: revision, words: ticks.words }),
      onAnswer: (summary) => setPlan({ of: ticks, summary }),
      isConnected: () => api.link.getState().state === 'open',
    });
  }, [api, reconnections, ticks, revision]);
  return plan?.of === ticks ? plan.summary : null;
}

async function download(app: App, browsed: Browsed): Promise<void> {
  const answer = await app.ask('downloads.add', selectionOf(browsed));
  if (answer === undefined) return;
  // What was ticked meanwhile has not been added, and stays.
  app.browseWith((now) => withoutTicksOf(now, browsed));
  app.views.go('downloads');
}

async function saveList(app: App, browsed: Browsed): Promise<void> {
  const answer = await app.ask('plan.list', selectionOf(browsed));
  if (answer !== undefined) await saveText(app, LIST_NAME, answer.text);
}

function clear(app: App): void {
  const before = app.browse.getState().browsed;
  app.browseWith(clearTicks);
  if (before === null) return;
  app.toasts.show(`${formatNumberOf(before.ticked.files, 'tick')} cleared.`, {
    action: {
      label: 'Undo',
      run: () =>
        app.browseWith((now) =>
          now.revision === before.revision ? withTicks(now, before.ticks) : now,
        ),
    },
  });
}
