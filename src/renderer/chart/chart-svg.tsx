import { Fragment, type ReactNode } from 'react';
import { ARROW, type Chart, type Mark } from './marks.ts';

interface ChartSvgProps {
  readonly chart: Chart;
  /** For screen readers. */
  readonly label: string;
}

/** A chart on the page. Its colours are the theme's. */
export function ChartSvg({ chart, label }: ChartSvgProps): ReactNode {
  const { width, height, marks } = chart;
  return (
    <svg
      className="chart"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      {marks.map((mark, index) => (
        <Fragment key={index}>{drawn(mark)}</Fragment>
      ))}
    </svg>
  );
}

function drawn(mark: Mark): ReactNode {
  const className = `mark-${mark.role}`;
  switch (mark.kind) {
    case 'line':
      return <line className={className} x1={mark.x1} y1={mark.y1} x2={mark.x2} y2={mark.y2} />;
    case 'dot':
      return <circle className={`${className} filled`} cx={mark.x} cy={mark.y} r={mark.r} />;
    case 'ring':
      return <circle className={className} cx={mark.x} cy={mark.y} r={mark.r} />;
    case 'bar':
      return (
        <rect
          className={`${className} filled`}
          x={mark.x}
          y={mark.y}
          width={mark.width}
          height={mark.height}
        />
      );
    case 'arrow': {
      const base = mark.isUp ? mark.y + ARROW.height : mark.y - ARROW.height;
      const corners = [
        [mark.x, mark.y],
        [mark.x - ARROW.half, base],
        [mark.x + ARROW.half, base],
      ];
      return <polygon className={`${className} filled`} points={corners.join(' ')} />;
    }
    default:
      return (
        <text
          className={className}
          x={mark.x}
          y={mark.y}
          textAnchor={mark.anchor}
          transform={mark.isVertical === true ? `rotate(-90 ${mark.x} ${mark.y})` : undefined}
        >
          {mark.text}
        </text>
      );
  }
}
