import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import { planSize, sizeWords } from '#shared/plan/plan-size.ts';
import { useApp } from '../app/use-app.ts';
import { browseMessages } from '../messages/browse.ts';
import { sourcesMessages } from '../messages/sources.ts';
import type { SourceList } from '../source-lists/source-list.ts';
import { tickFiles } from '../ticks/tick-files.ts';
import { useSeen } from './use-seen.ts';
import { filesWanted, KINDS, STOKES, toggled, wantedProductsStore } from './wanted-products.ts';

interface TickBarProps {
  readonly list: SourceList;
  /** Indexes of sources; all if it is empty. */
  readonly selected: ReadonlySet<number>;
}

const REGIONS = ['combined', 'tiles'] as const;

/** Ticks the wanted products of the fields and epochs that see the sources; Browse shows the same ticks. */
export function TickBar({ list, selected }: TickBarProps): ReactNode {
  const app = useApp();
  const wanted = useStore(wantedProductsStore);
  const catalogue = useStore(app.browse, ({ browsed }) => browsed?.catalogue ?? null);
  const seen = useSeen(list, selected);
  const files = useMemo(
    () => (catalogue === null || seen === null ? null : filesWanted(catalogue, seen, wanted)),
    [catalogue, seen, wanted],
  );
  const size = useMemo(
    () => (catalogue === null || files === null ? null : planSize(catalogue, files)),
    [catalogue, files],
  );
  const sources = selected.size === 0 ? list.names.length : selected.size;
  const tick = (): void => {
    const before = app.browse.getState().browsed;
    if (before === null || files === null || before.catalogue !== catalogue) return;
    const next = tickFiles(before, files);
    app.browseWith(() => next);
    const { tick: words } = sourcesMessages;
    const more = next.ticked.files - before.ticked.files;
    app.toasts.show(words.done(size?.files ?? 0, more), {
      action: { label: words.show, run: () => app.views.go('browse') },
    });
  };
  const { kinds, stokes, regions } = wanted;
  return (
    <section className="tick-bar" aria-label={sourcesMessages.tick.name}>
      <Choices
        name={sourcesMessages.tick.kinds}
        all={KINDS}
        chosen={kinds}
        nameOf={(kind) => browseMessages.label.kinds[kind]}
        onChoose={(next) => wantedProductsStore.setState({ kinds: next })}
      />
      <Choices
        name={sourcesMessages.tick.stokes}
        all={STOKES}
        chosen={stokes}
        nameOf={(each) => each}
        onChoose={(next) => wantedProductsStore.setState({ stokes: next })}
      />
      <Choices
        name={sourcesMessages.tick.region}
        all={REGIONS}
        chosen={regions}
        nameOf={(region) => sourcesMessages.tick[region]}
        onChoose={(next) => wantedProductsStore.setState({ regions: next })}
      />
      <span className="gap" />
      <span className="figures">
        {size !== null && sourcesMessages.tick.files(size.files, sizeWords(size))}
      </span>
      <button
        type="button"
        className="button"
        disabled={size === null || size.files === 0}
        onClick={tick}
      >
        {sourcesMessages.tick.confirm(sources, selected.size > 0)}
      </button>
    </section>
  );
}

/** Buttons of which any number may be pressed. */
function Choices<T extends string>({
  name,
  all,
  chosen,
  nameOf,
  onChoose,
}: {
  readonly name: string;
  readonly all: readonly T[];
  readonly chosen: readonly string[];
  readonly nameOf: (value: T) => string;
  readonly onChoose: (next: readonly T[]) => void;
}): ReactNode {
  return (
    <div className="segments" role="group" aria-label={name}>
      {all.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen.includes(value)}
          onClick={() =>
            onChoose(
              toggled(
                all,
                all.filter((each) => chosen.includes(each)),
                value,
              ),
            )
          }
        >
          {nameOf(value)}
        </button>
      ))}
    </div>
  );
}
