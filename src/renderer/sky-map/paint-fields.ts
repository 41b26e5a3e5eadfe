import { FIELDS } from '#shared/survey/fields.ts';
import { beamRingsOf, FIELD_RINGS } from './footprints.ts';
import type { Palette } from './palette.ts';
import type { FieldMark } from './sky-scene.ts';
import type { Frame } from './sky-view.ts';
import { traceRing } from './trace.ts';

/** The scale from which the beams of a field are drawn one by one: a field is then about 250 pixels wide. */
const BEAMS_FROM_SCALE = 2200;

/** The outlines of all fields as they are on the map, and their beams where it shows these. */
export interface FieldPaths {
  readonly outlines: readonly Path2D[];
  readonly beams: Path2D | null;
}

export function makeFieldPaths(frame: Frame): FieldPaths {
  const outlines = FIELD_RINGS.map((ring) => {
    const path = new Path2D();
    traceRing(path, frame, ring);
    return path;
  });
  if (frame.scale < BEAMS_FROM_SCALE) return { outlines, beams: null };
  const beams = new Path2D();
  for (const field of FIELDS) {
    for (const ring of beamRingsOf(field)) traceRing(beams, frame, ring);
  }
  return { outlines, beams };
}

export function paintFields(
  context: CanvasRenderingContext2D,
  { outlines, beams }: FieldPaths,
  marks: readonly FieldMark[],
  palette: Palette,
): void {
  const hatches = new Map<string, CanvasPattern | null>();
  const hatch = (tone: FieldMark['tone']): CanvasPattern | string => {
    if (!hatches.has(tone)) hatches.set(tone, makeHatch(context, palette[tone]));
    return hatches.get(tone) ?? palette[tone];
  };
  context.lineJoin = 'round';
  for (const [index, path] of outlines.entries()) {
    const mark = marks[index];
    if (mark === undefined) continue;
    if (!mark.isFaint && (mark.level > 0 || mark.isHatched)) {
      context.fillStyle = mark.isHatched ? hatch(mark.tone) : palette[mark.tone];
      context.globalAlpha = mark.isHatched ? 0.75 : mark.level;
      context.fill(path);
    }
    context.strokeStyle = mark.isFaint ? palette.text3 : palette[mark.tone];
    context.globalAlpha = mark.isFaint ? 0.45 : 1;
    context.lineWidth = mark.isStrong ? 2.6 : 1;
    context.stroke(path);
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
