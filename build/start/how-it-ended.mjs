/**
 * A sentence about the exit of a child; null if the user ended it.
 *
 * @param what the child's name at the start of a sentence: `The server`
 * @param end as `runChild` returns it
 */
export function howItEnded(what, { code, signal, wasStopped, error }) {
  if (error !== null) return `${what} cannot start: ${error.message}`;
  if (wasStopped || code === 0 || code === 130) return null;
  if (signal === null)
    return `${what} stopped with exit code ${code}; its last message gives the reason.`;
  return `${what} was ended by ${signal}. Files on disk are safe. Run "npm start" again: downloads and open pages continue.`;
}
