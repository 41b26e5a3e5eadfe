import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string): string => readFileSync(file, 'utf8');

/** Sources without tests, strings that are cut in two lines joined. */
const sources = (pattern: string): string =>
  globSync(pattern)
    .filter((file) => !file.includes('.test.'))
    .map(read)
    .join('\n')
    .replaceAll(/['"`] \+\s+['"`]/g, '');

describe('docs/troubleshooting.md', () => {
  const page = read('docs/troubleshooting.md');
  const entries = page
    .split(/^### /m)
    .slice(1)
    .map((entry) => ({
      code: /^`(.+)`/.exec(entry)![1]!,
      quotes: [...entry.matchAll(/^> (.+)$/gm)].map(([, quote]) => quote!),
      text: entry
        .slice(entry.indexOf('\n'))
        .replaceAll(/^(?:>|##) .*$/gm, '')
        .trim(),
    }));

  it('has one entry for each error code, and no other', () => {
    const type = /export type ErrorCode =([^;]+);/.exec(
      read('src/shared/errors/app-error.ts'),
    )![1]!;
    const codes = [...type.matchAll(/'([\w-]+)'/g)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThan(25);
    expect(entries.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  });

  it('quotes messages as the program has them, and says more than they do', () => {
    const code = sources('src/{main,shared,renderer}/**/*.{ts,tsx}');
    for (const { code: name, quotes, text } of entries) {
      expect(
        quotes.filter((quote) => code.includes(quote)),
        name,
      ).toEqual(quotes);
      expect(quotes, name).not.toEqual([]);
      expect(text.length, name).toBeGreaterThan(60);
    }
  });
});

/** As its manual lists them. */
const FLAGS_OF_THE_SCRIPT = [
  'dropbox-config output available-epochs available-files get-available-files download find-fields-input',
  'user-files-list only-epochs only-fields stokes skip-xml skip-txt skip-qc skip-components skip-islands',
  'skip-field-images skip-bkg-images skip-rms-images skip-all-images combined-only tile-only overwrite dry-run debug',
  'write-template-dropbox-config legacy-download include-legacy max-retries download-threads help',
]
  .join(' ')
  .split(' ');

describe('docs/from-the-script.md', () => {
  const rows = read('docs/from-the-script.md')
    .split('\n')
    .filter((line) => line.startsWith('| `--'))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('has a row for each flag of the script, and each is one of ours', () => {
    const flags = rows.map(([, flag]) => flag!.replaceAll(/[`-]{3}|`/g, ''));
    expect(flags.toSorted()).toEqual(FLAGS_OF_THE_SCRIPT.toSorted());
    const ours = sources('src/main/hosts/terminal/*options*.ts');
    expect(flags.filter((flag) => flag !== 'help' && !ours.includes(`--${flag}`))).toEqual([]);
  });

  it('names controls of the app as the app does', () => {
    const names = rows.flatMap(([, , place]) =>
      [...place!.matchAll(/"([^"]+)"/g)].map(([, name]) => name!),
    );
    expect(names.length).toBeGreaterThan(10);
    const messages = sources('src/renderer/messages/*.ts');
    expect(names.filter((name) => !messages.includes(`'${name}'`))).toEqual([]);
  });
});
