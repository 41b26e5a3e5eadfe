import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { messageOf } from '../transport/message-of.ts';
import type { Toasts } from '../app/toasts.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Asks for a file of text; null if none was chosen. */
export function chooseTextFile(
  accept = '.csv,.txt,.list,.cfg,.ini,text/*',
): Promise<TextFile | null> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file === undefined) resolve(null);
      else readTextFile(file).then(resolve, reject);
    });
    input.click();
  });
}

/**
 * Reads a file of text.
 *
 * @throws AppError `bad-input` where it is too long to be a list, or cannot be read
 */
export async function readTextFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<TextFile> {
  const { name, size } = file;
  if (size > MAX_TEXT_BYTES) {
    throw new AppError(
      'bad-input',
      `${name} has ${formatBytes(size)}; a list or table can have up to ${formatBytes(MAX_TEXT_BYTES)}. Split it into smaller files.`,
    );
  }
  try {
    return { name, text: await file.text() };
  } catch (cause) {
    throw new AppError(
      'bad-input',
      `${name} cannot be read. If it is a folder, choose a file in it.`,
      { cause },
    );
  }
}

/** Hands a file that was chosen or dropped to `take`; what goes wrong is shown in a toast. */
export async function withTextFile(
  { toasts }: { readonly toasts: Toasts },
  choosing: Promise<TextFile | null>,
  take: (file: TextFile) => unknown,
): Promise<void> {
  try {
    const file = await choosing;
    if (file !== null) await take(file);
  } catch (error) {
    toasts.show(messageOf(error), { tone: 'problem' });
  }
}
