import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** One import of a file: types count like everything else. */
export interface Import {
  /** The file, or the package's name (`node:fs` as `node:`), that is imported. */
  readonly target: string;
  readonly isPackage: boolean;
}

/** `import('./x.ts').Y` in a type, which the parser does not list among the module's imports. */
const TYPE_IMPORT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const SUBPATHS: Readonly<Record<string, string>> = {
  '#shared/': 'src/shared/',
  '#main/': 'src/main/',
  '#renderer/': 'src/renderer/',
  '#demo/': 'src/demo/',
};

/** All that `file` (a path from the root) imports. Throws where the file can't be parsed. */
export function importsOf(file: string, text = readFileSync(file, 'utf8')): readonly Import[] {
  const { module, errors } = parseSync(file, text);
  const first = errors[0];
  if (first !== undefined) throw new Error(`${file}: ${first.message}`);
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...[...text.matchAll(TYPE_IMPORT)].map(([, specifier]) => specifier!),
  ];
  return [...new Set(specifiers)].map((specifier) => resolve(file, specifier));
}

function resolve(file: string, specifier: string): Import {
  const alias = Object.keys(SUBPATHS).find((start) => specifier.startsWith(start));
  if (alias !== undefined) {
    return { target: `${SUBPATHS[alias]}${specifier.slice(alias.length)}`, isPackage: false };
  }
  if (specifier.startsWith('.')) {
    return { target: posix.join(posix.dirname(file), specifier), isPackage: false };
  }
  return { target: packageName(specifier), isPackage: true };
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
