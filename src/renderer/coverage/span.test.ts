import { describe, expect, it } from 'vitest';
import { onePlace, rectangleOf, type Span, spanAfterKey, spanTo } from './span.ts';

const EXTENT = { rows: 5, columns: 3 };

const after = (span: Span, ...keys: readonly string[]): Span =>
  keys.reduce((now, key) => {
    const [name = '', ...held] = key.split('+').toReversed();
    const event = {
      key: name,
      shiftKey: held.includes('Shift'),
      ctrlKey: held.includes('Control'),
    };
    return spanAfterKey(now, event, EXTENT, 2) ?? now;
  }, span);

const begin = onePlace({ row: 0, column: 0 });

describe('The cursor of the matrix', () => {
  it('stops at the edges and reaches the heads', () => {
    expect(after(begin, 'ArrowUp', 'ArrowUp').head).toEqual({ row: -1, column: 0 });
    expect(after(begin, 'ArrowLeft', 'ArrowLeft').head).toEqual({ row: 0, column: -1 });
    expect(after(begin, 'End', 'ArrowRight').head).toEqual({ row: 0, column: 2 });
    expect(after(begin, 'Control+End', 'ArrowDown').head).toEqual({ row: 4, column: 2 });
    expect(after(begin, 'PageDown', 'PageDown', 'PageUp').head).toEqual({ row: 2, column: 0 });
    expect(after(begin, 'End', 'Home').head).toEqual({ row: 0, column: 0 });
    expect(
      spanAfterKey(begin, { key: 'x', shiftKey: false, ctrlKey: false }, EXTENT, 2),
    ).toBeNull();
  });

  it('extends a rectangle with Shift, which ends with the next plain move', () => {
    const span = after(begin, 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
    expect(rectangleOf(span, EXTENT)).toEqual({
      firstRow: 1,
      lastRow: 2,
      firstColumn: 0,
      lastColumn: 1,
    });
    expect(after(span, 'ArrowDown')).toEqual(onePlace({ row: 3, column: 1 }));
  });

  it('covers whole rows and columns at the heads, and stays among them', () => {
    const columns = after(begin, 'ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowDown');
    expect(rectangleOf(columns, EXTENT)).toEqual({
      firstRow: 0,
      lastRow: 4,
      firstColumn: 0,
      lastColumn: 1,
    });
    const cells = after(begin, 'Shift+ArrowUp', 'Shift+ArrowLeft');
    expect(cells.head).toEqual({ row: 0, column: 0 });
  });

  it('drags from a cell over cells only, and from a head over heads only', () => {
    expect(spanTo(onePlace({ row: 2, column: 1 }), { row: -1, column: 2 }).head).toEqual({
      row: 0,
      column: 2,
    });
    expect(spanTo(onePlace({ row: 2, column: -1 }), { row: 3, column: 2 }).head).toEqual({
      row: 3,
      column: -1,
    });
  });
});
