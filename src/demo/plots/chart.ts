import { type Axis, drawAxes } from './axes.ts';
import { createCanvas, INK } from './canvas.ts';

/** A plot as data. `marks` in red stand out from those in blue. */
export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly points?: readonly {
    readonly x: number;
    readonly y: number;
    readonly marked?: boolean;
  }[];
  /** Bars from the x axis, each as wide as its share of the axis. */
  readonly bars?: readonly number[];
  /** A value of y that points should lie at. */
  readonly reference?: number;
}

const WIDTH = 360;
const HEIGHT = 270;

/** Draws a chart as a PNG. Points outside of the axes are left out. */
export function drawChart(chart: Chart): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const area = drawAxes(canvas, chart.title, chart.x, chart.y);
  const { bars = [], points = [], reference } = chart;

  bars.forEach((value, index) => {
    const barWidth = area.width / bars.length;
    const top = Math.max(area.top, area.y(value));
    canvas.fill(
      area.left + index * barWidth,
      top,
      Math.max(1, Math.floor(barWidth) - 1),
      Math.round(area.top + area.height - top),
      INK.blue,
    );
  });
  if (reference !== undefined) canvas.fill(area.left, area.y(reference), area.width, 1, INK.red);
  for (const point of points) {
    const [x, y] = [area.x(point.x), area.y(point.y)];
    const inside =
      x >= area.left && x <= area.left + area.width && y >= area.top && y <= area.top + area.height;
    if (inside) canvas.fill(x - 1, y - 1, 3, 3, point.marked === true ? INK.red : INK.blue);
  }
  return canvas.toPng();
}

/** How many values fall into each of `count` equal bins along an axis. */
export function histogram(values: readonly number[], { from, to }: Axis, count: number): number[] {
  const bins = Array.from<number>({ length: count }).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - from) / (to - from)) * count);
    if (bin >= 0 && bin < count) bins[bin]! += 1;
  }
  return bins;
}

/** The median of the values in each of `count` equal bins along an axis; bins without values are left out. */
export function binnedMedians(
  points: readonly { readonly x: number; readonly y: number }[],
  { from, to }: Axis,
  count: number,
): { x: number; y: number }[] {
  const bins = Array.from({ length: count }, (): number[] => []);
  for (const { x, y } of points) bins[Math.floor(((x - from) / (to - from)) * count)]?.push(y);
  return bins.flatMap((values, bin) => {
    const median = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
    return median === undefined
      ? []
      : [{ x: from + ((bin + 0.5) / count) * (to - from), y: median }];
  });
}
