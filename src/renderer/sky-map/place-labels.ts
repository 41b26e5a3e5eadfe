/** A text that wants to stand at a place of the map. Coordinates in pixels, of the text's middle. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Bounds {
  readonly width: number;
  readonly height: number;
}

/** Pixels that stay free around each label. */
const GAP = 3;

/** The labels that fit into the bounds without touching one another. Of two that collide, the earlier stays. */
export function placeLabels<L extends Label>(wanted: readonly L[], bounds: Bounds): readonly L[] {
  const placed: L[] = [];
  for (const label of wanted) {
    if (isWithin(label, bounds) && placed.every((other) => !collide(label, other))) {
      placed.push(label);
    }
  }
  return placed;
}

function isWithin({ x, y, width, height }: Label, bounds: Bounds): boolean {
  return (
    x - width / 2 >= 0 &&
    x + width / 2 <= bounds.width &&
    y - height / 2 >= 0 &&
    y + height / 2 <= bounds.height
  );
}

function collide(a: Label, b: Label): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2 + GAP
  );
}
