import { plainName } from '#shared/cutouts/plain-name.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';

const SUFFIX: Readonly<Record<string, string>> = { rms: '.rms', background: '.bkg' };

/**
 * Names for the cutouts of some sources. Names sort by source, epoch, field and Stokes. A source's name comes from
 * outside: only letters, digits and `. _ + -` stay, and two sources never share a name on a disk that folds case.
 */
export function createCutoutNames(
  sources: readonly { readonly name: string }[],
): (source: number, path: string) => string {
  const taken = new Set<string>();
  const safe = sources.map(({ name }) => {
    const plain = plainName(name);
    let one = plain;
    for (let count = 2; taken.has(one.toLowerCase()); count += 1) one = `${plain}_${count}`;
    taken.add(one.toLowerCase());
    return one;
  });
  return (source, path) => {
    const { epoch, field, region, sbid, stokes, kind } = parsePath(path);
    const tile = region === 'tiles' && sbid !== null ? `.SB${sbid}` : '';
    const place = `EPOCH${epoch ?? '00'}.${field ?? 'field'}.${stokes ?? 'I'}${tile}`;
    return `${safe[source]!}.${place}${SUFFIX[kind] ?? ''}.fits`;
  };
}
