/** Reads a catalogue of selavy: by our reader, or in a bare loop that splits lines and reads numbers. Prints JSON. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { kindOfColumn } from '../../src/shared/selavy/column-facts.ts';
import { createCatalogueReader } from '../../src/shared/selavy/read-catalogue.ts';

/** As the app reads a file. */
const CHUNK = 256 * 1024;

/** The least that a reader of such a text does: no units, no missing values, no complaint. */
function bareLoop(text: string): number {
  const [names = '', , ...lines] = text.split('\n');
  const kinds = names.slice(1).trim().split(/ +/).map(kindOfColumn);
  const numbers = kinds.map(() => new Float64Array(lines.length));
  const texts = kinds.map((): string[] => []);
  let rows = 0;
  for (const line of lines) {
    if (line === '') continue;
    const cells = line.trim().split(/ +/);
    for (let at = 0; at < cells.length; at += 1) {
      if (kinds[at] === 'text') texts[at]!.push(cells[at]!);
      else numbers[at]![rows] = Number(cells[at]);
    }
    rows += 1;
  }
  return rows;
}

function read(text: string): number {
  const reader = createCatalogueReader();
  for (let at = 0; at < text.length; at += CHUNK) reader.push(text.slice(at, at + CHUNK));
  return reader.end().rowCount;
}

const [, , how, file] = process.argv;
const text = readFileSync(file!, 'utf8');
const startMs = performance.now();
const rows = how === 'loop' ? bareLoop(text) : read(text);
const seconds = (performance.now() - startMs) / 1000;
process.stdout.write(JSON.stringify({ seconds, rows }));
