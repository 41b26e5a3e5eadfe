/**
 * A sentence about the end of a child, so that no end is silent; null where the user wanted it, or it said why itself.
 *
 * @param what the child's name at the beginning of a sentence: `The server`
 * @param end as `runChild` returns it
 */
export function howItEnded(what, { code, signal, wasStopped, error }) {
  if (error !== null) return `${what} cannot start: ${error.message}`;
  if (wasStopped || code === 0 || code === 130) return null;
  if (signal === null) return `${what} stopped with exit code ${code}; its last message says why.`;
  return `${what} was ended by ${signal}. What is on disk is safe. Run "npm start" again: downloads and open pages go on.`;
}
