/** Ends this process as a child ends that has the terminal, and never in silence. */
import { constants } from 'node:os';
import process from 'node:process';

/**
 * Lets a child have the terminal, and ends as it ends.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} what the child's name at the beginning of a sentence: `The server`
 */
export function endWith(child, what) {
  // Ctrl-C reaches the whole foreground group, so the child hears it by itself; other signals it doesn't.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${what} cannot start: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    const words = howItEnded(what, code, signal);
    if (words !== null) process.stderr.write(`${words}\n`);
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

/** A sentence about the end of a child; null where the user wanted it. */
function howItEnded(what, code, signal) {
  if (code === 0 || code === 130) return null;
  if (signal === null) return `${what} stopped with exit code ${code}; its last message says why.`;
  return `${what} was ended by ${signal}. What is on disk is safe. Run "npm start" again: downloads and open pages go on.`;
}
