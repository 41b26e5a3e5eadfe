/** The entry of `../electron-stand-in`: the stand-in, compiled once for all its launches. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../../../.cache/stand-in'));
await import('./main.ts');
