/** What a mark stands for: the style sheet and the canvas give each role its colour. */
export type MarkRole =
  | 'grid'
  | 'axis'
  | 'tick'
  | 'title'
  | 'label'
  | 'data'
  | 'error'
  | 'limit'
  | 'active';

interface Roled {
  readonly role: MarkRole;
}

/** A part of a chart, in pixels from the upper left. A page draws the same marks as SVG that a saved picture has. */
export type Mark =
  | (Roled & {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    })
  | (Roled & { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly r: number })
  | (Roled & { readonly kind: 'ring'; readonly x: number; readonly y: number; readonly r: number })
  | (Roled & {
      readonly kind: 'bar';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    })
  /** A triangle that points down, or up: its tip, and its size. */
  | (Roled & {
      readonly kind: 'arrow';
      readonly x: number;
      readonly y: number;
      readonly isUp: boolean;
    })
  | (Roled & {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
      /** Read from the bottom to the top. */
      readonly isVertical?: boolean;
    });

/** Half the width of an arrow's head, and its height. */
export const ARROW = { half: 4, height: 7 } as const;

/** The area of a chart that holds its data. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}
