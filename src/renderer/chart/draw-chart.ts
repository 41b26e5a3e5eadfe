import { ARROW, type Chart, type Mark, type MarkRole } from './marks.ts';

type Context = OffscreenCanvasRenderingContext2D;

/** Pixels of a saved picture for each of the page. */
const ENLARGED = 2;

const INK: Readonly<Record<MarkRole, string>> = {
  grid: '#e4e4e4',
  axis: '#555',
  tick: '#444',
  title: '#222',
  label: '#555',
  data: '#0b5a87',
  error: '#0b5a87',
  limit: '#8a5f00',
  active: '#222',
};

/** A chart on white, for print, as the bytes of a PNG. Throws where the picture is larger than the browser's memory. */
export async function pngOfChart(
  { width, height, marks }: Chart,
  title: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const head = 32;
  const canvas = new OffscreenCanvas(width * ENLARGED, (height + head) * ENLARGED);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(ENLARGED, ENLARGED);
  context.fillStyle = '#111';
  context.font = 'bold 15px sans-serif';
  context.fillText(title, 16, 24, width - 32);
  context.translate(0, head);
  for (const mark of marks) if (mark.role !== 'active') draw(context, mark);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function draw(context: Context, mark: Mark): void {
  const ink = INK[mark.role];
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = mark.role === 'grid' ? 1 : 1.25;
  context.beginPath();
  switch (mark.kind) {
    case 'line':
      context.moveTo(mark.x1, mark.y1);
      context.lineTo(mark.x2, mark.y2);
      context.stroke();
      return;
    case 'dot':
    case 'ring':
      context.arc(mark.x, mark.y, mark.r, 0, 2 * Math.PI);
      if (mark.kind === 'dot') context.fill();
      else context.stroke();
      return;
    case 'bar':
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      return;
    case 'arrow': {
      const base = mark.isUp ? mark.y + ARROW.height : mark.y - ARROW.height;
      context.moveTo(mark.x, mark.y);
      context.lineTo(mark.x - ARROW.half, base);
      context.lineTo(mark.x + ARROW.half, base);
      context.fill();
      return;
    }
    default:
      context.font = mark.role === 'title' ? '13px sans-serif' : '11px sans-serif';
      context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
      context.save();
      context.translate(mark.x, mark.y);
      if (mark.isVertical === true) context.rotate(-Math.PI / 2);
      context.fillText(mark.text, 0, 0);
      context.restore();
  }
}
