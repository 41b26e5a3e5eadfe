/** Closes a switch over a union: the compiler objects when a member was forgotten. */
export function assertNever(value: never, what: string): never {
  throw new TypeError(`Unexpected ${what}: ${String(value)}`);
}
