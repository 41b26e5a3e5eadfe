import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { formatValue } from '#shared/image/value-text.ts';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { lookMessages } from '../messages/look.ts';
import type { ImageLayer } from './image-layer.ts';
import { useLookMap } from './look-store.ts';
import { linkedPixel, type SkyImage } from './sky-image.ts';
import { usePixelValue } from './use-pixel-value.ts';
import { levelFor } from './visible-tiles.ts';

const { readout } = lookMessages;

interface ReadoutProps {
  readonly layer: ImageLayer;
  readonly image: SkyImage;
  readonly other: { readonly layer: ImageLayer; readonly image: SkyImage } | null;
}

/** Position, pixel and value under the cursor; and how much of the image is read. */
export function Readout({ layer, image, other }: ReadoutProps): ReactNode {
  const x = useLookMap(({ cursor }) => cursor && Math.round(cursor.x));
  const y = useLookMap(({ cursor }) => cursor && Math.round(cursor.y));
  const component = useLookMap((map) => map.component);
  const isIn = isInside(image, x, y);
  const at = x === null || y === null ? null : { x, y };
  const otherAt = at === null || other === null ? null : wholePixel(image, other.image, at);
  const isOtherIn =
    otherAt !== null && other !== null && isInside(other.image, otherAt.x, otherAt.y);
  const { path } = layer.store.getState();
  const found = usePixelValue(path, isIn ? x : null, isIn ? y : null);
  const foundOther = usePixelValue(
    other?.layer.store.getState().path ?? path,
    isOtherIn ? otherAt.x : null,
    isOtherIn ? otherAt.y : null,
  );
  const value = found && valueWords(found.value, image.unit);
  const otherValue = foundOther && other && valueWords(foundOther.value, other.image.unit);
  const position = at === null || image.sky === null ? null : image.sky.toSky(at);
  return (
    <div className="look-readout" role="group" aria-label={readout.name}>
      {at === null ? (
        <span className="muted">{readout.help}</span>
      ) : (
        <>
          {position !== null && <Position at={position} frame={image.sky?.frame ?? ''} />}
          <span className="figure">
            {isIn ? readout.pixel(at.x + 1, at.y + 1) : readout.outside}
          </span>
          <output className="value" aria-label={readout.value}>
            {value}
            {otherValue !== null && ` · ${lookMessages.compare.second} ${otherValue}`}
          </output>
          {component !== null && <span className="component">{component}</span>}
        </>
      )}
      <span className="gap" />
      {image.beam !== null && (
        <span className="muted">
          {readout.beam(
            (image.beam.majorDeg * 3600).toFixed(1),
            (image.beam.minorDeg * 3600).toFixed(1),
            image.beam.angleDeg.toFixed(0),
          )}
        </span>
      )}
      <Loaded layer={layer} image={image} />
      <Said
        text={[position && positionWords(position), value, component]
          .filter((word) => word != null)
          .join(' · ')}
      />
    </div>
  );
}

/** For screen readers: where the keys have moved the reticle. */
function Said({ text }: { readonly text: string }): ReactNode {
  const isReticle = useLookMap((state) => state.isReticle);
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(isReticle ? text : ''), [isReticle, text]);
  return (
    <span className="unseen" role="status">
      {said}
    </span>
  );
}

function Position({ at, frame }: { readonly at: SkyPosition; readonly frame: string }): ReactNode {
  const sign = at.decDeg < 0 ? '-' : '+';
  return (
    <>
      <span className="mono">{positionWords(at)}</span>
      <span className="mono">
        {readout.degrees(at.raDeg.toFixed(5), `${sign}${Math.abs(at.decDeg).toFixed(5)}`)}
      </span>
      <span className="muted">{frame}</span>
    </>
  );
}

/** How large a pixel is shown, and what the colours stand for. */
function Loaded({ layer, image }: Pick<ReadoutProps, 'layer' | 'image'>): ReactNode {
  const missing = useStore(layer.store, (state) => state.missing);
  const sampled = useStore(layer.store, (state) => state.sampled);
  const scale = useLookMap(({ view }) => view?.scale ?? null);
  if (scale === null) return null;
  const block = 2 ** levelFor(image, scale, window.devicePixelRatio);
  const words = (): string => {
    if (missing > 0) return readout.loading;
    if (block === 1) return readout.exact;
    return sampled > 0 ? readout.sampled(block) : readout.averaged(block);
  };
  return (
    <>
      <span className="figure">{readout.scale(scale * 100)}</span>
      <span className="muted loaded">{words()}</span>
    </>
  );
}

function positionWords({ raDeg, decDeg }: SkyPosition): string {
  return `${formatRa(raDeg, { decimals: 2 })} ${formatDec(decDeg, { decimals: 1 })}`;
}

function valueWords(value: number | null, unit: string): string {
  return value === null ? readout.noValue : formatValue(value, unit);
}

function isInside({ width, height }: SkyImage, x: number | null, y: number | null): boolean {
  return x !== null && y !== null && x >= 0 && y >= 0 && x < width && y < height;
}

function wholePixel(
  from: SkyImage,
  to: SkyImage,
  at: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } | null {
  const pixel = linkedPixel(from, to, at);
  return pixel && { x: Math.round(pixel.x), y: Math.round(pixel.y) };
}
