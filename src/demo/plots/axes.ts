import { type Canvas, INK, textWidth } from './canvas.ts';

/** One axis of a plot: what it shows, and from where to where. It may run backwards. */
export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** The area inside a plot's frame, and where a value lies in it. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  x(value: number): number;
  y(value: number): number;
}

const MARGIN = { left: 62, right: 14, top: 22, bottom: 36 } as const;

/** Draws title, frame, ticks and labels. */
export function drawAxes(canvas: Canvas, title: string, xAxis: Axis, yAxis: Axis): PlotArea {
  const left = MARGIN.left;
  const top = MARGIN.top;
  const width = canvas.width - MARGIN.left - MARGIN.right;
  const height = canvas.height - MARGIN.top - MARGIN.bottom;
  const area: PlotArea = {
    left,
    top,
    width,
    height,
    x: (value) => left + ((value - xAxis.from) / (xAxis.to - xAxis.from)) * width,
    y: (value) => top + (1 - (value - yAxis.from) / (yAxis.to - yAxis.from)) * height,
  };

  canvas.text(left, 6, title, INK.black);
  for (const { value, text } of ticks(xAxis)) {
    const x = area.x(value);
    canvas.fill(x, top, 1, height, INK.grey);
    canvas.fill(x, top + height, 1, 4, INK.black);
    canvas.text(x - textWidth(text) / 2, top + height + 7, text, INK.black);
  }
  for (const { value, text } of ticks(yAxis)) {
    const y = area.y(value);
    canvas.fill(left, y, width, 1, INK.grey);
    canvas.fill(left - 4, y, 4, 1, INK.black);
    canvas.text(left - 8 - textWidth(text), y - 5, text, INK.black);
  }
  for (const [x, y, w, h] of [
    [left, top, width, 1],
    [left, top + height, width + 1, 1],
    [left, top, 1, height],
    [left + width, top, 1, height],
  ] as const) {
    canvas.fill(x, y, w, h, INK.black);
  }
  canvas.text(
    left + (width - textWidth(xAxis.label)) / 2,
    canvas.height - 13,
    xAxis.label,
    INK.black,
  );
  // There is no room to write upwards, so the y axis is named at its head.
  canvas.text(2, 6, yAxis.label.slice(0, 7), INK.black);
  return area;
}

/** About five round numbers along an axis, with the fewest digits that tell them apart. */
export function ticks({ from, to }: Axis): readonly { value: number; text: string }[] {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    return { value, text: value.toFixed(decimals) };
  });
}
