/**
 * A listing as text: a line that says what it is and of when, then a path on each line. `parseListing` reads it. A
 * path with a line break in it cannot be written so, and is left out.
 */
export function formatListing(paths: Iterable<string>, listedAt: Date): string {
  const when = listedAt
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
  const lines = [`# Files in the shared folder of the VAST Pilot survey on ${when}`];
  for (const path of paths) if (!/[\r\n]/.test(path)) lines.push(path);
  return `${lines.join('\n')}\n`;
}
