import { expect, it } from 'vitest';
import type { Log } from '#main/system/log/log.ts';
import { createScreen } from './screen.ts';

const ESC = '\u001B';

function screenOf(isTTY: boolean) {
  let written = '';
  const logged: string[] = [];
  const keep = (line: string): void => void logged.push(line);
  const log: Log = { file: 'x.log', debug: keep, info: keep, warn: keep, error: keep };
  const stream = {
    isTTY,
    columns: 60,
    write(text: string) {
      written += text;
      return true;
    },
  };
  const screen = createScreen(stream, log, (text) => text.replaceAll('hunter2', '[secret]'));
  return { screen, logged, written: () => written };
}

it('shows a name from the server that is made of commands to a terminal as what it is', () => {
  const { screen, logged, written } = screenOf(true);
  screen.say(`Connected to the shared folder "${ESC}]0;owned\u0007${ESC}[2J\u009B31m".`);
  screen.warn('a\nforged line');
  screen.error('over\rwritten');
  expect(written()).toBe(
    'Connected to the shared folder "␛]0;owned␇␛[2J\\u009b31m".\n' +
      'Warning: a\nforged line\nover␍written\n',
  );
  expect(logged.join('')).not.toContain(ESC);
  screen.draw([`  1% of 4 B  ${ESC}[2J.fits`]);
  expect(written()).not.toContain(`${ESC}[2J`);
});

it('removes secrets from every line, and draws no block on a stream that is not a terminal', () => {
  const { screen, written } = screenOf(false);
  screen.draw(['hunter2']);
  screen.say('hunter2 was refused');
  expect(written()).toBe('[secret] was refused\n');
});

it('keeps the block below the lines that stay', () => {
  const { screen, written } = screenOf(true);
  screen.draw(['one of two', '████']);
  const before = written().length;
  screen.say('a.fits failed');
  expect(written().slice(before)).toBe(`${ESC}[2A\r${ESC}[0Ja.fits failed\none of two\n████\n`);
  screen.draw([]);
  expect(written().endsWith(`${ESC}[2A\r${ESC}[0J`)).toBe(true);
});
