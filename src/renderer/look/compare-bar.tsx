import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useLooked } from '../app/looked.ts';
import { useApp } from '../app/use-app.ts';
import { lookMessages } from '../messages/look.ts';
import { useMedia } from '../ui/use-media.ts';
import type { Colourings } from './colourings.ts';
import { imagesOnDisk } from './images-on-disk.ts';
import { useLook } from './look-store.ts';

const BLINK_MS = 700;
const COMPARISONS = ['blink', 'side'] as const;
const COLOURS = ['first', 'own'] as const;

/** Chooses a second image, and how the two are shown. */
export function CompareBar({
  path,
  colourings: { isShared, canShare },
}: {
  readonly path: string;
  readonly colourings: Colourings;
}): ReactNode {
  const { browse } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  const { other } = useLooked();
  const { comparison, isBlinking, showsOther } = useLook();
  const movesLess = useMedia('(prefers-reduced-motion: reduce)');
  const images = useMemo(() => (browsed === null ? [] : imagesOnDisk(browsed)), [browsed]);
  const field = images.find((image) => image.path === path)?.field ?? null;
  const candidates = images.filter((image) => image.path !== path);
  const isNear = (image: (typeof images)[number]): boolean =>
    field !== null && image.field === field;
  const runs = isBlinking && other !== null && comparison === 'blink' && !movesLess;
  useEffect(() => {
    if (!runs) return undefined;
    const turn = setInterval(
      () => useLook.setState((state) => ({ showsOther: !state.showsOther })),
      BLINK_MS,
    );
    return () => clearInterval(turn);
  }, [runs]);
  const { compare } = lookMessages;
  if (candidates.length === 0 && other === null) return null;
  const groups = [
    [compare.sameField, candidates.filter(isNear)],
    [compare.others, candidates.filter((image) => !isNear(image)).slice(0, 500)],
  ] as const;
  return (
    <div className="toolbar look-tools compare" role="toolbar" aria-label={compare.name}>
      <select
        className="input other"
        aria-label={compare.name}
        value={other ?? ''}
        onChange={({ target }) => {
          useLooked.setState({ other: target.value === '' ? null : target.value });
          useLook.setState({ showsOther: false, otherColours: null });
        }}
      >
        <option value="">{compare.none}</option>
        {groups.map(
          ([name, group]) =>
            group.length > 0 && (
              <optgroup key={name} label={name}>
                {group.map((image) => (
                  <option key={image.path} value={image.path}>
                    {image.file}
                  </option>
                ))}
              </optgroup>
            ),
        )}
      </select>
      {other !== null && (
        <>
          <ToggleGroup
            className="segments"
            aria-label={compare.how}
            value={[comparison]}
            onValueChange={([next]) => next !== undefined && useLook.setState({ comparison: next })}
          >
            {COMPARISONS.map((each) => (
              <Toggle key={each} value={each}>
                {compare[each]}
              </Toggle>
            ))}
          </ToggleGroup>
          <ToggleGroup
            className="segments"
            aria-label={compare.colours.name}
            value={[isShared ? 'first' : 'own']}
            onValueChange={([next]) =>
              next !== undefined && useLook.setState({ otherColours: next })
            }
          >
            {COLOURS.map((each) => (
              <Toggle
                key={each}
                value={each}
                disabled={each === 'first' && !canShare}
                title={canShare ? undefined : compare.colours.otherUnit}
              >
                {compare.colours[each]}
              </Toggle>
            ))}
          </ToggleGroup>
          {comparison === 'blink' && (
            <>
              <button
                type="button"
                className="button small"
                disabled={movesLess}
                title={movesLess ? compare.reducedMotion : undefined}
                onClick={() => useLook.setState({ isBlinking: !isBlinking })}
              >
                {runs ? compare.stop : compare.run}
              </button>
              <button
                type="button"
                className="button quiet small"
                aria-pressed={showsOther}
                onClick={() => useLook.setState({ showsOther: !showsOther })}
              >
                {compare.swap}
              </button>
            </>
          )}
        </>
      )}
    </div>
  );
}
