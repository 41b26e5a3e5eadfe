import type { Doubles } from '../doubles.ts';

/**
 * What can't be seen from a page (dialogs, the user's browser, notifications, the dock) is recorded for the spec
 * to assert, under one global that the specs' helpers know (`../doubles.ts`).
 */
const doubles: Doubles = { calls: [], answers: {} };
Object.defineProperty(globalThis, 'electronDoubles', { value: doubles });

/** Records a call of one of Electron's members, named as in its documentation. */
export function record(member: string, args: readonly unknown[]): void {
  doubles.calls.push({ member, args });
}

/** Records the call and returns the next answer that the spec queued for it, or `otherwise`. */
export function recordAndAnswer<T>(member: string, args: readonly unknown[], otherwise: T): T {
  record(member, args);
  const queued = doubles.answers[member];
  return queued !== undefined && queued.length > 0 ? (queued.shift() as T) : otherwise;
}

/** Members that only record their arguments. */
export function recorders<const Name extends string>(
  owner: string,
  names: readonly Name[],
): Record<Name, (...args: unknown[]) => void> {
  const members = names.map((name) => [
    name,
    (...args: unknown[]) => record(`${owner}.${name}`, args),
  ]);
  return Object.fromEntries(members) as Record<Name, (...args: unknown[]) => void>;
}
