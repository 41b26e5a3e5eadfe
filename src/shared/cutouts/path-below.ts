/**
 * The path of a file in the form of the survey's paths, from the folder that holds it: `/cutouts/mine_5arcmin/a.fits`.
 *
 * @param folder of the downloads, an absolute path of either system
 * @param inner the file's folder
 * @returns null if that folder does not lie below
 */
export function pathBelow(folder: string, inner: string, file: string): string | null {
  const [base, below] = [partsOf(folder), partsOf(inner)];
  if (base.length > below.length || base.some((part, index) => part !== below[index])) return null;
  return `/${[...below.slice(base.length), file].join('/')}`;
}

/** A backslash separates folders on Windows only, whose paths begin with a drive or two backslashes. */
function partsOf(path: string): readonly string[] {
  const isWindows = /^(?:[a-z]:|\\\\)/i.test(path);
  return path.split(isWindows ? /[\\/]/ : '/').filter((part) => part !== '');
}
