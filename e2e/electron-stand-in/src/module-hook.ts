import { registerHooks } from 'node:module';

const URL = 'electron:stand-in';

/**
 * Makes `require('electron')` and `import … from 'electron'` give the stand-in. The exports are spelled out in a line
 * that never runs, because that is where an importing module's names are looked up.
 */
export function provideElectron(electron: object): void {
  const KEY = Symbol.for('stand-in for electron');
  Object.defineProperty(globalThis, KEY, { value: electron });
  const names = Object.keys(electron).map((name) => `exports.${name} = 0`);
  const source = `module.exports = globalThis[Symbol.for('${KEY.description}')]; 0 && (${names.join(', ')});`;

  registerHooks({
    resolve: (specifier, context, next) =>
      /^electron(\/main|\/common)?$/.test(specifier)
        ? { url: URL, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === URL ? { format: 'commonjs', source, shortCircuit: true } : next(url, context),
  });
}
