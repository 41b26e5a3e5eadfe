import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { unpackAsar } from './asar.ts';

export interface AppPackage {
  /** Where the app's files are; of an archive, where it was unpacked. */
  readonly root: string;
  readonly main: string;
  readonly name: string;
  readonly version: string;
  /** Whether the app was given as an `.asar`, and so counts as installed. */
  readonly packed: boolean;
  readonly resourcesPath: string;
}

/** Reads the app at `path`: a folder, a script or an `.asar`, which is unpacked into `scratch`. */
export function openAppPackage(path: string, scratch: string): AppPackage {
  const given = resolve(path);
  if (!existsSync(given)) throw new Error(`There is no app at ${given}.`);
  const packed = given.endsWith('.asar');
  const resourcesPath = packed ? dirname(given) : join(import.meta.dirname, 'resources');
  if (!packed && statSync(given).isFile()) {
    return {
      root: dirname(given),
      main: given,
      name: 'Electron',
      version: '0.0.0',
      packed,
      resourcesPath,
    };
  }
  const root = packed ? join(scratch, 'app.asar') : given;
  if (packed) unpackAsar(given, root);
  const facts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string | undefined
  >;
  return {
    root,
    main: join(root, facts['main'] ?? 'index.js'),
    name: facts['productName'] ?? facts['name'] ?? 'Electron',
    version: facts['version'] ?? '0.0.0',
    packed,
    resourcesPath,
  };
}
