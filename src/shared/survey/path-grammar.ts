import type { Product, ProductKind, Stokes } from './product.ts';
import { digitsEnd, fieldEnd, isWordEnd, numberAt } from './scan.ts';

/** A product while it is being read. */
type Draft = { -readonly [Key in keyof Product]: Product[Key] };

/**
 * What a path contains about its file; the inverse of `templates.ts`. No path is an error: what the grammar doesn't
 * know is `null`, `none` or `other`, and a file in unknown folders is described by its name. Where folders and names
 * contradict each other, folders win.
 *
 * A catalogue has up to a million paths, so this scans by index and makes only the strings that it returns.
 */
export function parsePath(path: string): Product {
  const product: Draft = {
    epoch: null,
    region: 'none',
    kind: 'other',
    stokes: null,
    field: null,
    sbid: null,
    sign: null,
    legacyVersion: null,
    legacy: false,
    extension: '',
  };
  let start = path.startsWith('/') ? 1 : 0;
  for (let depth = 0; ; depth += 1) {
    const end = path.indexOf('/', start);
    if (end === -1) break;
    if (depth === 0 && path.startsWith('LEGACY/', start)) product.legacy = true;
    else if (depth === 1 && product.legacy) readLegacyVersion(product, path, start, end);
    readFolder(product, path, start, end);
    start = end + 1;
  }
  readName(product, path, start);
  return product;
}

/** `v0.6` or `EPOCH01_v0.2`. */
function readLegacyVersion(product: Draft, path: string, start: number, end: number): void {
  const folder = path.slice(start, end);
  const match = /^(?:.*_)?(v\d.*)$/s.exec(folder);
  product.legacyVersion = match?.[1] ?? null;
}

function readFolder(product: Draft, path: string, start: number, end: number): void {
  switch (path.charAt(start)) {
    case 'E':
      if (path.startsWith('EPOCH', start)) product.epoch ??= epochAt(path, start + 5);
      return;
    case 'C':
      if (path.startsWith('COMBINED', start)) readRegion(product, 'combined', path, start + 8, end);
      return;
    case 'T':
      if (path.startsWith('TILES', start)) readRegion(product, 'tiles', path, start + 5, end);
      return;
    case 'Q':
      if (end - start === 2 && path.startsWith('QC', start)) markAsPlot(product);
      return;
    case 'S':
      if (path.startsWith('STOKES', start)) product.stokes ??= stokesAt(path, start + 6);
      else if (path.startsWith('SB', start)) readPlotFolder(product, path, start + 2, end);
      return;
    default:
  }
}

/** `COMBINED`, `TILES`, `COMBINED_QC` or `TILES_QC`; `at` is behind the region's name. */
function readRegion(
  product: Draft,
  region: 'combined' | 'tiles',
  path: string,
  at: number,
  end: number,
): void {
  if (at === end) product.region = region;
  else if (end - at === 3 && path.startsWith('_QC', at)) {
    product.region = region;
    markAsPlot(product);
  }
}

/** Quality control looks at Stokes I only. */
function markAsPlot(product: Draft): void {
  product.kind = 'qc';
  product.stokes = 'I';
}

/** The rest of `SB9667_0012+00A`, or of `SBXXXX_0012+00A` where several scheduling blocks are combined. */
function readPlotFolder(product: Draft, path: string, start: number, end: number): void {
  const underscore = path.startsWith('XXXX_', start) ? start + 4 : digitsEnd(path, start);
  if (path[underscore] !== '_' || fieldEnd(path, underscore + 1) !== end) return;
  product.sbid = numberAt(path, start);
  product.field = `VAST_${path.slice(underscore + 1, end)}`;
}

function readName(product: Draft, path: string, start: number): void {
  const dot = path.lastIndexOf('.');
  if (dot > start) product.extension = path.slice(dot + 1).toLowerCase();
  if (product.kind === 'other') product.kind = kindOfName(product.extension, path, start, dot);

  const fieldAt = path.indexOf('VAST_', start);
  if (fieldAt !== -1) {
    const end = fieldEnd(path, fieldAt + 5);
    if (end !== -1) product.field ??= path.slice(fieldAt, end);
  }
  if (product.kind === 'qc') return;

  const sbidAt = path.indexOf('SB', start);
  if (sbidAt !== -1) product.sbid = numberAt(path, sbidAt + 2);
  if (product.epoch === null) {
    const epochNameAt = path.indexOf('EPOCH', start);
    if (epochNameAt !== -1) product.epoch = epochAt(path, epochNameAt + 5);
  }
  if (product.stokes === null && isOfStokes(product.kind)) {
    product.stokes = stokesOfName(path.slice(start));
  }
  if (product.kind === 'components' || product.kind === 'islands') {
    product.sign = path.startsWith('nVAST_', start) ? 'negative' : 'positive';
  }
}

function kindOfName(extension: string, path: string, start: number, dot: number): ProductKind {
  if (extension === 'fits') return kindOfFits(path, start, dot);
  if (dot > start && path.endsWith('components', dot)) return 'components';
  if (dot > start && path.endsWith('islands', dot)) return 'islands';
  if (extension === 'csv') return 'table';
  if (extension === 'md' || extension === 'pdf') return 'document';
  return /^readme\b/i.test(path.slice(start, start + 7)) ? 'document' : 'other';
}

/** The survey's mosaics have maps `_bkg` and `_rms`; selavy itself writes `meanMap.…` and `noiseMap.…`. */
function kindOfFits(path: string, start: number, dot: number): ProductKind {
  if (path.endsWith('_bkg', dot) || path.startsWith('meanMap.', start)) return 'background';
  if (path.endsWith('_rms', dot) || path.startsWith('noiseMap.', start)) return 'rms';
  return path.startsWith('weights.', start) ? 'other' : 'image';
}

function isOfStokes(kind: ProductKind): boolean {
  return kind !== 'table' && kind !== 'document' && kind !== 'other';
}

/** `image.v.SB….fits`, `VAST_….EPOCH01.V.fits`, `VAST_….EPOCH01.V_rms.fits`. */
function stokesOfName(name: string): Stokes | null {
  const match = /\.([IQUV])[._]/i.exec(name);
  return match === null ? null : asStokes(match[1]?.toUpperCase());
}

/** The letter behind `STOKES`, where the word ends with it. */
function stokesAt(path: string, at: number): Stokes | null {
  return isWordEnd(path, at + 1) ? asStokes(path[at]) : null;
}

function asStokes(letter: string | undefined): Stokes | null {
  return letter === 'I' || letter === 'Q' || letter === 'U' || letter === 'V' ? letter : null;
}

/** The `01` or `03x` behind `EPOCH`, where the word ends with it. */
function epochAt(path: string, at: number): string | null {
  let end = digitsEnd(path, at);
  if (end === at) return null;
  if (path[end] === 'x') end += 1;
  if (!isWordEnd(path, end)) return null;
  return path.slice(at, end);
}
