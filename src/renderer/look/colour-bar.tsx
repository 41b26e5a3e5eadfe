import { type ReactNode, useMemo } from 'react';
import { gradientOf, valueAtColour } from '#shared/image/gradient.ts';
import type { Colouring } from '#shared/image/paint.ts';
import { formatValues } from '#shared/image/value-text.ts';
import { lookMessages } from '../messages/look.ts';
import type { Colourings } from './colourings.ts';
import { useLook } from './look-store.ts';
import type { SkyImage } from './sky-image.ts';

const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The colours of the image on view; of two side by side those of both, unless they are the same. */
export function ColourBars({
  colourings: { first, second, isShared },
  image,
  otherImage,
}: {
  readonly colourings: Colourings;
  readonly image: SkyImage;
  readonly otherImage: SkyImage | null;
}): ReactNode {
  const { comparison, showsOther } = useLook();
  const { compare } = lookMessages;
  const isApart = second !== null && otherImage !== null && !isShared;
  const isSide = comparison === 'side';
  const showsFirst = !isApart || isSide || !showsOther;
  const showsSecond = isApart && (isSide || showsOther);
  return (
    <>
      {first !== null && showsFirst && (
        <ColourBar
          colouring={first}
          unit={image.unit}
          of={isApart && isSide ? compare.first : null}
        />
      )}
      {showsSecond && (
        <ColourBar colouring={second} unit={otherImage.unit} of={isSide ? compare.second : null} />
      )}
    </>
  );
}

/** The colours from the least value at the bottom to the greatest, with values at a few of them. */
function ColourBar({
  colouring,
  unit,
  of,
}: {
  readonly colouring: Colouring;
  readonly unit: string;
  /** Which of two images; null for the one there is. */
  readonly of: string | null;
}): ReactNode {
  const gradient = useMemo(() => gradientOf(colouring), [colouring]);
  const { texts, unit: shared } = formatValues(
    TICKS.map((place) => valueAtColour(colouring, place)),
    unit,
  );
  return (
    <figure className="colour-bar" aria-label={lookMessages.bar(texts[0]!, texts.at(-1)!, shared)}>
      <figcaption aria-hidden="true">
        {of !== null && <strong>{of}</strong>} {shared}
      </figcaption>
      <div className="scale">
        <div className="ramp" style={{ background: gradient }} />
        <ol aria-hidden="true">
          {texts.toReversed().map((text, index) => (
            <li key={index}>{text}</li>
          ))}
        </ol>
      </div>
    </figure>
  );
}
