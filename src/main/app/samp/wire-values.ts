import type { XmlRpcValue } from '@foxglove/xmlrpc';
import { AppError } from '#shared/errors/app-error.ts';

/** What a SAMP message consists of: texts, lists and maps. */
export type SampValue = string | readonly SampValue[] | SampMap;
export interface SampMap {
  readonly [key: string]: SampValue;
}

/** A hub that nests deeper than any message needs. */
const MAX_DEPTH = 16;

/**
 * A value as the library may write it. JSAMP's hub faults on numbers, booleans, nil, control characters and characters
 * outside ASCII at any depth, and the library writes a number as `<int>`. Throws AppError `bad-input` for any of them.
 */
export function toWire(value: SampValue): XmlRpcValue {
  if (typeof value === 'string') return asciiOnly(value);
  if (isList(value)) return value.map(toWire);
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [asciiOnly(key), toWire(member)]),
    );
  }
  throw new AppError('bad-input', `A SAMP message holds texts only, not a ${typeof value}.`);
}

function asciiOnly(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes(']]>')) return text;
  throw new AppError('bad-input', `A SAMP message holds ASCII text only, not "${text}".`);
}

/** A value from the library, with texts in place of the numbers that some hubs send. */
export function fromWire(value: unknown, depth = 0): SampValue {
  if (depth > MAX_DEPTH) throw new AppError('bad-input', 'A SAMP message is nested too deeply.');
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value)) return value.map((member) => fromWire(member, depth + 1));
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, fromWire(member, depth + 1)]),
    );
  }
  return '';
}

/** The map that a value is; an empty one for anything else. */
export function mapOf(value: SampValue | undefined): SampMap {
  return isMap(value) ? value : {};
}

/** The text that a value is; an empty one for anything else. */
export function textOf(value: SampValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A name for people in ASCII: accents go, any other foreign character becomes a question mark. */
export function asciiOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '?')
    .replaceAll(']]>', ']]?');
}

function isList(value: unknown): value is readonly SampValue[] {
  return Array.isArray(value);
}

function isMap(value: unknown): value is SampMap {
  if (typeof value !== 'object' || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}
