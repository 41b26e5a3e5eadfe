/** The survey's epochs, as its folders write them after `EPOCH`; an `x` marks those that saw a part of the fields. */
export const EPOCHS: readonly string[] = [
  '01',
  '02',
  '03x',
  '04x',
  '05x',
  '06x',
  '07x',
  '08',
  '09',
  '10x',
  '11x',
];

/** An epoch as people and the survey's tables write it: `1`, `4x`, `11x`. */
export function shortEpoch(epoch: string): string {
  return epoch.replace(/^0+(?=\d)/, '');
}

/**
 * An epoch as the folders write it, from any usual spelling: `1`, `01`, `4X`, `04x`, `EPOCH01`. Null where the
 * text is no epoch's name at all; whether the survey has it is another question.
 */
export function normaliseEpoch(text: string): string | null {
  const match = /^(?:epoch)?(\d+)(x?)$/i.exec(text.trim());
  if (match === null) return null;
  const [, number = '', suffix = ''] = match;
  return shortEpoch(number).padStart(2, '0') + suffix.toLowerCase();
}
