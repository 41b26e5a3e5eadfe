import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';

const TYPICAL_BYTES = {
  image: 734e6,
  rms: 702e6,
  background: 702e6,
  components: 4.1e6,
  islands: 3.2e6,
  qc: 310e3,
  table: 24e3,
  document: 9e3,
  other: 50e3,
} as const;

/** The built-in listing with sizes and hashes that could be true, the same at every start. */
export function madeUpSurvey(hasSizes: boolean, hasLegacy = false): ListedFile[] {
  const today = builtinListing();
  const older = today.filter((path) => /^\/EPOCH0[12]\/COMBINED.*STOKESI_/.test(path));
  const legacy = [
    ...older.map((path) => path.replace(/^\/EPOCH(\d\d)/, '/LEGACY/EPOCH$1_v0.2')),
    ...older.map((path) => `/LEGACY/v0.6${path}`),
  ];
  return [...today, ...(hasLegacy ? legacy : [])].map((path) => {
    const luck = hashOf(path);
    const typical = TYPICAL_BYTES[parsePath(path).kind];
    return {
      path,
      size: hasSizes ? Math.round(typical * (0.8 + 0.4 * (luck / 2 ** 32))) : null,
      rev: null,
      contentHash: hasSizes ? luck.toString(16).padStart(8, '0').repeat(8) : null,
    };
  });
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
