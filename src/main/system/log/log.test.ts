import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';
import { openLog } from './log.ts';
import { createRedactor } from './redact.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a log', () => {
  it('contains debug lines only while its level is debug', () => {
    const log = openLog(folder, new Date(), 'info', createRedactor());
    log.debug('before');
    log.setLevel('debug');
    log.debug('while');
    log.setLevel('info');
    log.debug('after');
    log.info('always');
    const lines = readFileSync(log.file, 'utf8').trim().split('\n');
    expect(lines.map((line) => line.replace(/^\S+Z /, ''))).toEqual(['debug while', 'info always']);
  });

  it('contains no secret that its redactor knows, on any level', () => {
    const redactor = createRedactor();
    redactor.add('hunter2-hunter2');
    const log = openLog(folder, new Date(), 'debug', redactor);
    for (const say of [log.debug, log.info, log.warn, log.error]) say('it was hunter2-hunter2');
    expect(readFileSync(log.file, 'utf8').match(/it was \[secret\]/g)).toHaveLength(4);
  });
});

describe('a log file', () => {
  it('reports once that it cannot be written, throws nothing, and counts lost lines', () => {
    const file = join(folder, 'logs/vast-pilot-1.log');
    mkdirSync(join(folder, 'logs'));
    const troubles: unknown[] = [];
    const log = openLogFile(file, (error) => troubles.push(error));
    log.write('one\n');
    renameSync(join(folder, 'logs'), join(folder, 'gone'));
    log.write('two\n');
    log.write('three\n');
    expect(troubles).toMatchObject([{ code: 'ENOENT' }]);
    renameSync(join(folder, 'gone'), join(folder, 'logs'));
    log.write('four\n');
    log.write('five\n');
    expect(readFileSync(file, 'utf8')).toBe(
      'one\n(2 lines before this one could not be written.)\nfour\nfive\n',
    );
  });

  it('starts a new file when it has grown large, and keeps the previous one', () => {
    const file = join(folder, 'vast-pilot-1.log');
    appendFileSync(file, 'of an earlier run\n');
    const log = openLogFile(file, () => undefined, 20);
    for (const line of ['1234567890\n', 'next\n']) log.write(line);
    expect(readFileSync(file, 'utf8')).toBe('next\n');
    expect(readFileSync(join(folder, 'vast-pilot-1.old.log'), 'utf8')).toContain('1234567890');
    expect(readdirSync(folder)).toHaveLength(2);
    expect(existsSync(file)).toBe(true);
  });
});
