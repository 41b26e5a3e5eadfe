import type { Mark, Plot } from './marks.ts';
import type { Range, Scale } from './scale.ts';

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Grid, ticks and title of the axis below a plot. */
export function axisBelow(
  { left, right, top, bottom }: Plot,
  title: string,
  ticks: readonly Tick[],
  scale: Scale,
): readonly Mark[] {
  return [
    ...ticks.flatMap(({ at, text }): Mark[] => {
      const x = scale(at);
      return [
        { kind: 'line', role: 'grid', x1: x, y1: top, x2: x, y2: bottom },
        { kind: 'text', role: 'tick', x, y: bottom + 16, text, anchor: 'middle' },
      ];
    }),
    { kind: 'line', role: 'axis', x1: left, y1: bottom, x2: right, y2: bottom },
    {
      kind: 'text',
      role: 'title',
      x: (left + right) / 2,
      y: bottom + 34,
      text: title,
      anchor: 'middle',
    },
  ];
}

/** Grid, ticks and title of the axis on the left of a plot. */
export function axisOnLeft(
  { left, right, top, bottom }: Plot,
  title: string,
  ticks: readonly Tick[],
  scale: Scale,
): readonly Mark[] {
  return [
    ...ticks.flatMap(({ at, text }): Mark[] => {
      const y = scale(at);
      return [
        { kind: 'line', role: 'grid', x1: left, y1: y, x2: right, y2: y },
        { kind: 'text', role: 'tick', x: left - 8, y: y + 4, text, anchor: 'end' },
      ];
    }),
    { kind: 'line', role: 'axis', x1: left, y1: top, x2: left, y2: bottom },
    {
      kind: 'text',
      role: 'title',
      x: 16,
      y: (top + bottom) / 2,
      text: title,
      anchor: 'middle',
      isVertical: true,
    },
  ];
}

/** Numbers as ticks, each with as many digits as the finest needs. */
export function numberTicks(values: readonly number[]): readonly Tick[] {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value)));
  const isHuge = largest >= 1e6 || (largest > 0 && largest < 1e-3);
  const digits = Math.max(0, ...values.map((value) => decimalsOf(value)));
  return values.map((value) => ({
    at: value,
    text: (isHuge ? value.toExponential(1) : value.toFixed(Math.min(digits, 6))).replace(
      /^-/,
      '\u2212',
    ),
  }));
}

function decimalsOf(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}

/** Ticks of a logarithmic axis, whose range is in powers of ten: at 1, 2 and 5, or at 1 alone where there are many. */
export function powerTicks({ min, max }: Range, most: number): readonly Tick[] {
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const ticks: Tick[] = [];
    for (let power = Math.floor(min); power <= Math.ceil(max); power += 1) {
      for (const step of steps) {
        const value = Number((step * 10 ** power).toPrecision(3));
        const at = Math.log10(value);
        if (at >= min && at <= max) ticks.push({ at, text: powerText(value) });
      }
    }
    if (ticks.length <= most || steps.length === 1) {
      const every = Math.ceil(ticks.length / Math.max(1, most));
      return ticks.filter((_, index) => index % every === 0);
    }
  }
  return [];
}

function powerText(value: number): string {
  return value >= 1e5 || value < 1e-3 ? value.toExponential(0) : String(value);
}
