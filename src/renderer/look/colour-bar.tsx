import { type ReactNode, useMemo } from 'react';
import { isCentredMap } from '#shared/image/colour-maps.ts';
import { type Colouring, colourAt } from '#shared/image/paint.ts';
import { unstretched } from '#shared/image/stretch.ts';
import { formatValues } from '#shared/image/value-text.ts';
import { lookMessages } from '../messages/look.ts';

const STOPS = 64;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The colours from the least value at the bottom to the greatest, with values at a few of them. */
export function ColourBar({
  colouring,
  unit,
}: {
  readonly colouring: Colouring;
  readonly unit: string;
}): ReactNode {
  const { limits, stretch, map } = colouring;
  // Even steps of colour: what lies between are the values.
  const valueAt = (place: number): number =>
    limits.low + (limits.high - limits.low) * unstretched(stretch, place, isCentredMap(map));
  const gradient = useMemo(() => {
    const colours = Array.from({ length: STOPS }, (_, stop) =>
      colourAt(colouring, unstretched(colouring.stretch, stop / (STOPS - 1), isCentredMap(map))),
    );
    return `linear-gradient(to top, ${colours.join(', ')})`;
  }, [colouring, map]);
  const { texts, unit: shared } = formatValues(TICKS.map(valueAt), unit);
  return (
    <figure className="colour-bar" aria-label={lookMessages.bar(texts[0]!, texts.at(-1)!, shared)}>
      <figcaption aria-hidden="true">{shared}</figcaption>
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
