import process from 'node:process';
import type { NameRules } from '#shared/downloads/local-name.ts';

/** The rules for file names on this system. */
export function nameRules(): NameRules {
  return process.platform === 'win32' ? 'windows' : 'posix';
}
