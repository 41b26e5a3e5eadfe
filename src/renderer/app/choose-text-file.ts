import { AppError } from '#shared/errors/app-error.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Larger than any list or table that people bring, small enough to read at once. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

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

/** Throws AppError `bad-input` for what can't be read as a file, such as a folder. */
export async function readTextFile(file: File): Promise<TextFile> {
  try {
    return { name: file.name, text: await file.slice(0, MAX_TEXT_BYTES).text() };
  } catch (error) {
    throw new AppError(
      'bad-input',
      `${file.name} can't be read: it is a folder, or you may not read it. Take a file of text.`,
      { cause: error },
    );
  }
}
