import { memo, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { Colouring } from '#shared/image/paint.ts';
import { createPainter } from '#shared/image/paint.ts';

interface StampViewProps {
  readonly stamp: Stamp;
  readonly colouring: Colouring;
  readonly name: string;
}

/** One cutout: its pixels, the source between four ticks, and the beam in a corner. */
export const StampView = memo(function StampView(props: StampViewProps): ReactNode {
  const { stamp, colouring, name } = props;
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
      </svg>
    </span>
  );
});

/** Four ticks around the source, which leave it free. */
function marksOf({ source, width, height }: Stamp): string {
  const [x, y] = [source.x + 0.5, height - source.y - 0.5];
  const [from, to] = [Math.min(width, height) * 0.07, Math.min(width, height) * 0.16];
  return [
    `M${x - to} ${y}H${x - from}`,
    `M${x + from} ${y}H${x + to}`,
    `M${x} ${y - to}V${y - from}`,
    `M${x} ${y + from}V${y + to}`,
  ].join('');
}

/** The beam's ellipse. Its angle runs from north to east, wherever these are in the image. */
function Beam({ stamp }: { readonly stamp: Stamp }): ReactNode {
  const { beam, pixelDeg, north, east, width, height } = stamp;
  if (beam === null) return null;
  const [major, minor] = [beam.majorDeg / pixelDeg / 2, beam.minorDeg / pixelDeg / 2];
  if (major * 2 > Math.min(width, height) / 2) return null;
  const angle = (beam.angleDeg * Math.PI) / 180;
  const x = Math.cos(angle) * north.x + Math.sin(angle) * east.x;
  const y = Math.cos(angle) * north.y + Math.sin(angle) * east.y;
  const margin = major + Math.min(width, height) * 0.04;
  const turn = (Math.atan2(-y, x) * 180) / Math.PI;
  const ellipse = { rx: major, ry: minor, cx: margin, cy: height - margin };
  const transform = `rotate(${turn} ${ellipse.cx} ${ellipse.cy})`;
  return (
    <>
      <ellipse className="halo" {...ellipse} transform={transform} />
      <ellipse {...ellipse} transform={transform} />
    </>
  );
}
