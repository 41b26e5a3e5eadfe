import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { messageOf } from '../transport/message-of.ts';
import type { Toasts } from '../app/toasts.ts';
import { intakeMessages } from '../messages/intake.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Opens the file dialog for a text file; null if the user cancels. */
export async function chooseTextFile(accept: string): Promise<TextFile | null> {
  const file = await chooseFile(accept);
  return file === null ? null : await readTextFile(file);
}

/** Opens the file dialog, by default for anything that can be dropped; null if the user cancels. */
export function chooseFile(
  accept = '.csv,.tsv,.txt,.list,.cfg,.ini,.dat,.ecsv,.xml,.vot,.fits,.fit,text/*',
): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.click();
  });
}

/**
 * Reads a text file.
 *
 * @throws AppError `bad-input` if it is larger than any list, or cannot be read
 */
export async function readTextFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<TextFile> {
  const { name, size } = file;
  if (size > MAX_TEXT_BYTES) {
    throw new AppError(
      'bad-input',
      intakeMessages.tooLarge(name, formatBytes(size), formatBytes(MAX_TEXT_BYTES)),
    );
  }
  try {
    return { name, text: await file.text() };
  } catch (cause) {
    throw new AppError('bad-input', intakeMessages.unreadable(name), { cause });
  }
}

/** Passes a chosen or dropped file to `take`; a toast shows failures. */
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
