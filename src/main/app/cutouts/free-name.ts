import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a folder that is not there yet, on a disk that folds case, too: `A.png`, else `A_2.png`. */
export async function freeName(folder: string, name: string, ending: string): Promise<string> {
  const names = await readdir(folder).catch((): string[] => []);
  const taken = new Set(names.map((each) => each.toLowerCase()));
  let free = `${name}.${ending}`;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1)
    free = `${name}_${count}.${ending}`;
  return join(folder, free);
}
