import { FIELDS } from '#shared/survey/fields.ts';
import { traceCross, writeRimmed } from '../canvas/marks.ts';
import { ringsFor } from './footprints.ts';
import {
  type Grid,
  type GridWords,
  LABEL_HEIGHT,
  makeGrid,
  type MapLabel,
  paintGrid,
} from './paint-grid.ts';
import { type FieldPaths, makeFieldPaths, paintFields } from './paint-fields.ts';
import { createSourcesPainter, type SourceInView } from './paint-sources.ts';
import { placeLabels } from './place-labels.ts';
import { pointOf } from './sky-projector.ts';
import type { Palette } from './palette.ts';
import type { SkyPointer, SkyScene } from './sky-scene.ts';
import type { SkySources } from './sky-sources.ts';
import type { Frame } from './sky-view.ts';
import { traceRing } from './trace.ts';

/** The width of a field in radians. */
const FIELD_RADIANS = 0.115;
const NO_SOURCES = { named: [], isDone: true };

/** Paints a map. What follows from the view alone is kept until another view comes. */
export interface SkyPainter {
  /** @returns whether the map is complete; else the next frame of the same view paints more of its sources */
  paint(frame: Frame, scene: SkyScene, pointer: SkyPointer, palette: Palette): boolean;
}

interface Projected {
  readonly frame: Frame;
  readonly palette: Palette;
  readonly grid: Grid;
  readonly fields: FieldPaths;
}

export function createSkyPainter(context: CanvasRenderingContext2D, words: GridWords): SkyPainter {
  let kept: Projected | null = null;
  const sourcesPainter = createSourcesPainter();
  const widths = new Map<string, number>();
  const widthOf = (text: string, font: string): number => {
    const key = `${font} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  };

  return {
    paint(frame, scene, pointer, palette) {
      if (kept === null || kept.frame !== frame || kept.palette !== palette) {
        const grid = makeGrid(frame, palette, words);
        kept = { frame, palette, grid, fields: makeFieldPaths(frame) };
      }
      const { grid, fields } = kept;
      context.clearRect(0, 0, frame.size.width, frame.size.height);
      context.fillStyle = palette.sky;
      context.fill(grid.edge);
      paintGrid(context, grid, palette);
      paintFields(context, fields, grid.edge, scene.marks, palette);
      const { named, isDone } =
        scene.sources === null
          ? NO_SOURCES
          : sourcesPainter.paint(context, frame, scene.sources, palette.partly);
      paintPointer(context, frame, grid.edge, pointer, palette);
      if (!frame.isPatch) {
        context.strokeStyle = palette.edge;
        context.lineWidth = 1;
        context.stroke(grid.edge);
      }
      const labels = [
        ...grid.labels,
        ...fieldLabels(frame, palette),
        ...sourceLabels(named, scene.sources, palette),
      ].map((label) => ({ ...label, width: widthOf(label.text, label.font) }));
      paintLabels(context, placeLabels(labels, frame.size), palette);
      return isDone;
    },
  };
}

/** The names of the fields as soon as they fit: without the survey's prefix first, then with it. */
function fieldLabels(frame: Frame, palette: Palette): readonly Omit<MapLabel, 'width'>[] {
  const widthPx = FIELD_RADIANS * frame.scale;
  if (widthPx < 58) return [];
  const font = `500 10.5px ${palette.faceMono}`;
  return FIELDS.flatMap((field) => {
    const at = pointOf(frame, field);
    if (at === null) return [];
    const text = widthPx < 110 ? field.name.replace('VAST_', '') : field.name;
    return [{ text, ...at, height: LABEL_HEIGHT, colour: 'text' as const, font }];
  });
}

function sourceLabels(
  seen: readonly SourceInView[],
  sources: SkySources | null,
  palette: Palette,
): readonly Omit<MapLabel, 'width'>[] {
  const font = `500 10.5px ${palette.face}`;
  return seen.flatMap(({ index, x, y }) => {
    const text = sources?.nameAt(index) ?? '';
    return text === ''
      ? []
      : [{ text, x, y: y - 11, height: LABEL_HEIGHT, colour: 'partly' as const, font }];
  });
}

function paintLabels(
  context: CanvasRenderingContext2D,
  labels: readonly MapLabel[],
  palette: Palette,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { text, x, y, colour, font } of labels) {
    context.font = font;
    writeRimmed(context, text, { x, y }, { ink: palette[colour], rim: palette.sky });
  }
}

function paintPointer(
  context: CanvasRenderingContext2D,
  frame: Frame,
  edge: Path2D,
  { reticle, hovered, lasso }: SkyPointer,
  palette: Palette,
): void {
  if (hovered !== null) {
    const path = new Path2D();
    context.save();
    // A clip costs more than all that is drawn in it: only a line across the edge has one.
    if (traceRing(path, frame, ringsFor(frame.scale)[FIELDS.indexOf(hovered)]!)) context.clip(edge);
    context.strokeStyle = palette.text;
    context.lineWidth = 2;
    context.stroke(path);
    context.restore();
  }
  const cross = reticle === null ? null : pointOf(frame, reticle);
  if (cross !== null) {
    traceCross(context, cross, { from: 5, to: 14 });
    context.strokeStyle = palette.text;
    context.lineWidth = 1.6;
    context.stroke();
  }
  if (lasso.length > 1) {
    context.beginPath();
    for (const { x, y } of lasso) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = palette.accent;
    context.globalAlpha = 0.12;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = palette.accent;
    context.setLineDash([4, 3]);
    context.lineWidth = 1.4;
    context.stroke();
    context.setLineDash([]);
  }
}
