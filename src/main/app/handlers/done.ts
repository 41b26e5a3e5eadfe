/** The answer of a call that only does something. */
export async function done(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}
