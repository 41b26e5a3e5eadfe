import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LABEL, uiTextsOf } from './ui-texts.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Texts that may stand in code, by file. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  // The name of the runtime, for the log.
  'src/main/hosts/electron/abilities.ts': ['Electron …'],
  // Names of coordinate systems, the same in every language.
  'src/renderer/sources/read-choices.tsx': ['ICRS', 'FK5 J2000'],
};

const FILES = globSync('src/renderer/**/*.{ts,tsx}', { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(
    (file) => !/\.test\.tsx?$|\/testing\/|\/messages\/|\.d\.ts$|vite\.config\.ts$/.test(file),
  );

const DESKTOP_FILES = globSync('src/main/hosts/electron/*.ts', { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.ts$|\/messages\.ts$/.test(file));

const textsIn = (file: string, messages: string, reads?: RegExp): readonly string[] =>
  uiTextsOf(file, readFileSync(`${ROOT}/${file}`, 'utf8'), reads)
    .filter(({ text }) => ALLOWED[file]?.includes(text) !== true)
    .map(({ line, text }) => `${file}:${line} shows “${text}”: move it to ${messages}`);

const textsOf = (code: string): readonly string[] =>
  uiTextsOf('x.tsx', code).map(({ text }) => text);

describe('The renderer', () => {
  it('takes every text that people read from src/renderer/messages', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(FILES.flatMap((file) => textsIn(file, 'src/renderer/messages'))).toEqual([]);
  });

  it.each(Object.entries(ALLOWED))('still holds the texts allowed in %s', (file, allowed) => {
    const texts = uiTextsOf(file, readFileSync(`${ROOT}/${file}`, 'utf8'));
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining([...allowed]));
  });
});

describe('The desktop host', () => {
  const messages = 'src/main/hosts/electron/messages.ts';

  it('takes every text of its menus, dialogs and notifications from its messages', () => {
    expect(DESKTOP_FILES.length).toBeGreaterThan(20);
    expect(DESKTOP_FILES.flatMap((file) => textsIn(file, messages, LABEL))).toEqual([]);
  });

  it.each([
    [`const menu = { label: '&File', submenu: [item('Find', 'find')] };`, ['&File', 'Find']],
    [`dialog.showErrorBox('The file is gone', why);`, ['The file is gone']],
    [`const keys = ['CommandOrControl+F', 'open-file'];`, []],
  ])('would be caught with %s', (code, texts) => {
    expect(uiTextsOf('x.ts', code, LABEL).map(({ text }) => text)).toEqual(texts);
  });
});

describe('A text of the interface', () => {
  it.each([
    ['between tags', '<p>Not\n yet</p>', ['Not\n yet']],
    ['in a child’s expression', `<p>{done ? 'done' : count && 'none'}</p>`, ['done', 'none']],
    ['in a template', '<p>{`${count} files`}</p>', ['… files']],
    ['in a label', `<Row label="speed" aria-label={isOn ? 'on' : ''} />`, ['speed', 'on']],
    [
      'in a call',
      `toast('Copied the path.'); show({ text: \`Verified \${n}\` });`,
      ['Copied the path.', 'Verified …'],
    ],
  ])('is found %s', (_where, code, texts) => {
    expect(textsOf(code)).toEqual(texts);
  });

  it.each([
    ['a message by its name', '<p aria-label={messages.name}>{messages.text(3)}</p>'],
    [
      'a class, an id or a name of an icon',
      `<Icon name="close" className="button quiet" id="A" />`,
    ],
    ['a number or a sign', '<p>12 % · ×{count}</p>'],
    ['a path of SVG', '<path d={`M${x} ${y}V19L${x} 11`} />'],
    ['a message for developers', `throw new Error('Needs a context.');`],
  ])('is not %s', (_what, code) => {
    expect(textsOf(code)).toEqual([]);
  });
});
