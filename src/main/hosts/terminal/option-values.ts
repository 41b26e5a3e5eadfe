import { InvalidArgumentError } from 'commander';
import { namedPath } from '#main/system/disk/named-path.ts';

/** Parsers for the values of flags. Each throws commander's InvalidArgumentError for a value that it refuses. */

/** A list may be given in parts: `--stokes I --stokes V` is `--stokes I,V`; and no value of one has spaces. */
export function list(text: string, before: readonly string[] = []): string[] {
  refuseFlag(text);
  return [...before, ...text.trim().split(/[\s,]+/)];
}

/** Of a shell's `~` only `--output ~/data` is expanded, and not `--output=~/data`: so it is done here. */
export function path(flag: string): (text: string) => string {
  return (text) => {
    refuseFlag(text);
    // What `--output "$OUT"` gives when OUT is not set would be the folder that one stands in.
    if (text.trim() === '') throw new InvalidArgumentError('It takes a name, and this is empty.');
    return namedPath(flag, text);
  };
}

/** What names the files that are meant: of two, one would be forgotten without a word. */
export function pathOnce(flag: string): (text: string, before?: string) => string {
  return (text, before) => {
    if (before !== undefined) {
      throw new InvalidArgumentError(`It can be given once, and ${before} was given before.`);
    }
    return path(flag)(text);
  };
}

/** It names no file, and is compared with names of the survey. */
export function textOnce(text: string, before?: string): string {
  if (before !== undefined) {
    throw new InvalidArgumentError(`It can be given once, and ${before} was given before.`);
  }
  refuseFlag(text);
  if (text.trim() === '') throw new InvalidArgumentError('It takes a name, and this is empty.');
  return text;
}

/** A value that was left out makes the next flag the value. */
function refuseFlag(text: string): void {
  if (!text.startsWith('--')) return;
  throw new InvalidArgumentError('That is a flag; the value before it is missing.');
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

const DEGREES: Readonly<Record<string, number>> = {
  '': 1,
  deg: 1,
  arcmin: 1 / 60,
  "'": 1 / 60,
  arcsec: 1 / 3600,
  '"': 1 / 3600,
};

/** A parser of angles above 0, in degrees: `5arcmin`, `90 arcsec`, `0.1deg`, `0.1`. `max` is written likewise. */
export function angle(max: string, examples: string): (text: string) => number {
  return (text) => {
    const degrees = degreesOf(text);
    if (degrees > 0 && degrees <= degreesOf(max)) return degrees;
    throw new InvalidArgumentError(`It takes an angle up to ${max}, such as ${examples}.`);
  };
}

function degreesOf(text: string): number {
  const match = /^(\d*\.?\d+) ?(deg|arcmin|arcsec|'|"|)$/.exec(text.trim());
  return match === null ? Number.NaN : Number(match[1]) * DEGREES[match[2]!]!;
}
