/**
 * Draws a terminal's text as a picture for the README.
 * Usage: node build/terminal-svg.mjs COLUMNS < text > picture.svg
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const columns = Number(process.argv[2] ?? 100);
const lines = readFileSync(0, 'utf8').trimEnd().split('\n');
const CHAR = 8.4;
const LINE = 20;
const PAD = 18;

const escaped = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(' ', '\u00A0');
const width = Math.round(columns * CHAR + 2 * PAD);
const height = lines.length * LINE + 2 * PAD;
const rows = lines
  .map((line, row) => {
    const colour = line.startsWith('$ ') ? '#7fd1c7' : '#d5dbe3';
    return `<text x="${PAD}" y="${PAD + 14 + row * LINE}" fill="${colour}" textLength="${line.length * CHAR}" lengthAdjust="spacingAndGlyphs">${escaped(line)}</text>`;
  })
  .join('\n');
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="#12171e"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
${rows}
</g>
</svg>
`);
