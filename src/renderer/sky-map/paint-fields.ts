import { type Field, FIELDS } from '#shared/survey/fields.ts';
import { beamRingsOf, ringsFor } from './footprints.ts';
import type { Palette } from './palette.ts';
import { pointOf } from './sky-projector.ts';
import type { FieldMark } from './sky-scene.ts';
import type { Frame } from './sky-view.ts';
import { traceRing } from './trace.ts';

/** The scale from which the beams of a field are drawn one by one: a field is then about 250 pixels wide. */
const BEAMS_FROM_SCALE = 2200;
/** Farther from a field's centre than any edge of its beams, radians: about 6°. */
const FIELD_REACH = 0.105;

interface Outline {
  readonly path: Path2D;
  /** Whether it lies across the edge of the whole sky, beyond which it is not to be seen. */
  readonly isAcrossEdge: boolean;
}

/** The outlines of all fields as they are on the map, and their beams where it shows these. */
export interface FieldPaths {
  readonly outlines: readonly Outline[];
  readonly beams: Path2D | null;
}

export function makeFieldPaths(frame: Frame): FieldPaths {
  const outlines = ringsFor(frame.scale).map((ring) => {
    const path = new Path2D();
    const isAcrossEdge = traceRing(path, frame, ring);
    return { path, isAcrossEdge };
  });
  if (frame.scale < BEAMS_FROM_SCALE) return { outlines, beams: null };
  const beams = new Path2D();
  for (const field of FIELDS) {
    if (!isNearView(frame, field)) continue;
    for (const ring of beamRingsOf(field)) traceRing(beams, frame, ring);
  }
  return { outlines, beams };
}

/** By their colour: a map that is panned needs them in every frame. */
const hatches = new Map<string, CanvasPattern | null>();

/** Whether any beam of a field may be in view. */
function isNearView(frame: Frame, field: Field): boolean {
  const at = pointOf(frame, field);
  if (at === null) return false;
  const { width, height } = frame.size;
  const reach = FIELD_REACH * frame.scale;
  return at.x > -reach && at.x < width + reach && at.y > -reach && at.y < height + reach;
}

export function paintFields(
  context: CanvasRenderingContext2D,
  { outlines, beams }: FieldPaths,
  edge: Path2D,
  marks: readonly FieldMark[],
  palette: Palette,
): void {
  const hatch = (tone: FieldMark['tone']): CanvasPattern | string => {
    const colour = palette[tone];
    if (!hatches.has(colour)) hatches.set(colour, makeHatch(context, colour));
    return hatches.get(colour) ?? colour;
  };
  context.lineJoin = 'round';
  for (const [index, { path, isAcrossEdge }] of outlines.entries()) {
    const mark = marks[index];
    if (mark === undefined) continue;
    if (isAcrossEdge) {
      context.save();
      context.clip(edge);
    }
    if (!mark.isFaint && (mark.level > 0 || mark.isHatched)) {
      context.fillStyle = mark.isHatched ? hatch(mark.tone) : palette[mark.tone];
      context.globalAlpha = mark.isHatched ? 0.75 : mark.level;
      context.fill(path);
    }
    context.strokeStyle = mark.isFaint ? palette.text3 : palette[mark.tone];
    context.globalAlpha = mark.isFaint ? 0.45 : 1;
    context.lineWidth = mark.isStrong ? 2.6 : 1;
    context.stroke(path);
    if (isAcrossEdge) context.restore();
  }
  if (beams !== null) {
    context.globalAlpha = 0.35;
    context.strokeStyle = palette.accent;
    context.stroke(beams);
  }
  context.globalAlpha = 1;
}

/** Diagonal lines, for a field of which a part is meant. */
function makeHatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const pen = tile.getContext('2d');
  if (pen === null) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (const at of [-6, 0, 6]) {
    pen.moveTo(at, 6);
    pen.lineTo(at + 6, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}
