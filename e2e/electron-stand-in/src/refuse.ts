/** Members that the language, promises or inspectors read of any object: they are undefined as usual. */
const ORDINARY = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'default',
  '__esModule',
  'nodeType',
  '$$typeof',
]);

/** The error of everything that Electron has and the stand-in has not, by its full name (`app.setJumpList`). */
export function notImplemented(member: string): Error {
  return new Error(`The stand-in for Electron does not implement ${member}.`);
}

/**
 * `proto` with a last resort behind it: looking up a member that is nowhere on the chain throws with its name.
 * It sits at the end of the prototype chain rather than around the object, so that `this` stays the real object
 * and private fields keep working.
 */
export function refusing<T extends object>(name: string, proto: T): T {
  return new Proxy(proto, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || ORDINARY.has(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw notImplemented(`${name}.${key}`);
    },
  });
}

/** Makes every member that `target` doesn't have throw with its name. */
export function refuseTheRest<T extends object>(name: string, target: T): T {
  const proto = Object.getPrototypeOf(target) as object;
  return Object.setPrototypeOf(target, refusing(name, proto)) as T;
}
