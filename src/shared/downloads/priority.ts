import { parsePath } from '#shared/survey/path-grammar.ts';

/**
 * The order of a download: what is small and read first comes first, so that an evening's work can begin
 * while the images still arrive. 0 documents and tables, 1 catalogues, 2 plots, 3 the rest, 4 images.
 */
export function priorityOf(path: string): number {
  const { kind } = parsePath(path);
  switch (kind) {
    case 'document':
    case 'table':
      return 0;
    case 'components':
    case 'islands':
      return 1;
    case 'qc':
      return 2;
    case 'image':
    case 'rms':
    case 'background':
      return 4;
    default:
      return 3;
  }
}
