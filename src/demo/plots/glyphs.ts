/** A capital alphabet of 3 by 5 dots: a digit for each row from the top, its bits the dots from the left. */
const ROWS: Readonly<Record<string, string>> = {
  A: '25755',
  B: '65656',
  C: '34443',
  D: '65556',
  E: '74647',
  F: '74644',
  G: '34553',
  H: '55755',
  I: '72227',
  J: '11152',
  K: '55655',
  L: '44447',
  M: '57755',
  N: '57775',
  O: '25552',
  P: '65644',
  Q: '25563',
  R: '65655',
  S: '34216',
  T: '72222',
  U: '55557',
  V: '55552',
  W: '55775',
  X: '55255',
  Y: '55222',
  Z: '71247',
  0: '75557',
  1: '26227',
  2: '71747',
  3: '71717',
  4: '55711',
  5: '74717',
  6: '74757',
  7: '71111',
  8: '75757',
  9: '75717',
  '.': '00002',
  ',': '00024',
  ':': '02020',
  '-': '00700',
  '+': '02720',
  '=': '07070',
  '/': '11244',
  '(': '12221',
  ')': '42224',
  _: '00007',
};

export const GLYPH_WIDTH = 3;
export const GLYPH_HEIGHT = 5;

/** Whether a character has a dot at that column and row. Small letters look like capitals, unknown ones like blanks. */
export function hasDot(character: string, column: number, row: number): boolean {
  const rows = ROWS[character.toUpperCase()];
  return rows !== undefined && ((Number(rows[row]) >> (GLYPH_WIDTH - 1 - column)) & 1) === 1;
}
