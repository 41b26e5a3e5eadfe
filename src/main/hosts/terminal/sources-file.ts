import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { MAX_TABLE_BYTES, refuseTooLarge } from '#shared/sources/read-sources.ts';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you have no permission to read it',
  EISDIR: 'that is a folder',
};

/**
 * The bytes of a table of sources: of a file, or of stdin for `-`. A table that is too large is not read at all.
 * Throws AppError `bad-input`, which names the file.
 */
export async function readSourcesFile(name: string, cwd: string): Promise<Uint8Array> {
  if (name === '-') return await readStdin();
  const file = resolve(cwd, name);
  try {
    refuseTooLarge((await stat(file)).size);
    return await readFile(file);
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, `${name}: ${error.message}`);
    const why =
      WHY[errnoOf(error) ?? ''] ?? (error instanceof Error ? error.message : 'unreadable');
    throw new AppError('bad-input', `${name}: ${why}.`, { cause: error });
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes <= MAX_TABLE_BYTES) continue;
    throw new AppError(
      'bad-input',
      `stdin: the table has more than ${MAX_TABLE_BYTES / 1024 / 1024} MiB: keep its columns of names and positions, or split it.`,
    );
  }
  return Buffer.concat(chunks);
}
