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

export async function readTextFile(file: File): Promise<TextFile> {
  return { name: file.name, text: await file.slice(0, MAX_TEXT_BYTES).text() };
}
