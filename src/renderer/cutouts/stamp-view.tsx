import { memo, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { Colouring } from '#shared/image/paint.ts';
import { createPainter } from '#shared/image/paint.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { beamOf, compassOf, marksOf } from './stamp-marks.ts';

interface StampViewProps {
  readonly stamp: Stamp;
  readonly colouring: Colouring;
  readonly name: string;
  /** Of the compass, as a part of what a small stamp needs. @default 1 */
  readonly compassSize?: number;
}

/** One cutout: its pixels, the source between four ticks, and the beam in a corner. */
export const StampView = memo(function StampView(props: StampViewProps): ReactNode {
  const { stamp, colouring, name, compassSize = 1 } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = stamp;
  // Before the browser paints, so that no frame shows an empty canvas.
  useLayoutEffect(() => {
    const pixels = createPainter(colouring).paint(stamp);
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(pixels, stamp.width, stamp.height), 0, 0);
  }, [stamp, colouring]);
  return (
    <span className="stamp" role="img" aria-label={name}>
      <canvas ref={canvas} width={width} height={height} />
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="halo" d={marksOf(stamp)} />
        <path d={marksOf(stamp)} />
        <Beam stamp={stamp} />
        <Compass stamp={stamp} size={compassSize} />
      </svg>
    </span>
  );
});

function Beam({ stamp }: { readonly stamp: Stamp }): ReactNode {
  const beam = beamOf(stamp);
  if (beam === null) return null;
  const { turn, ...ellipse } = beam;
  const transform = `rotate(${turn} ${ellipse.cx} ${ellipse.cy})`;
  return (
    <>
      <ellipse className="halo" {...ellipse} transform={transform} />
      <ellipse {...ellipse} transform={transform} />
    </>
  );
}

function Compass({ stamp, size }: { readonly stamp: Stamp; readonly size: number }): ReactNode {
  const { path, north, east, letter } = compassOf(stamp, size);
  return (
    <>
      <path className="halo" d={path} />
      <path d={path} />
      <text {...north} fontSize={letter}>
        {cutoutsMessages.north}
      </text>
      <text {...east} fontSize={letter}>
        {cutoutsMessages.east}
      </text>
    </>
  );
}
