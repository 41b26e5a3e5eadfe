/** The program and the list of files that cutouts come from, for HISTORY. */
export function originOf(
  version: string,
  { source, listedAtMs }: { readonly source: string | null; readonly listedAtMs: number },
): string {
  const program = `vast-pilot ${version}`;
  if (source === null) return program;
  // The demo's files have no date; the day of its listing is that of the run.
  const date = new Date(listedAtMs).toISOString().slice(0, 10);
  return `${program}, list of files of ${source === 'demo' ? 'the demo' : date}`;
}
