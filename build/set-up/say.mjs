import process from 'node:process';

/** Writes a line of set-up to stderr: a script's stdout belongs to the script. */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}
