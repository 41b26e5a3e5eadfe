import { expect, it } from 'vitest';
import { negativeNote } from './negative-note.ts';

it('explains the n of catalogues of negative sources, and of no other file', () => {
  const folder = '/EPOCH08/COMBINED/STOKESV_SELAVY';
  const name = 'VAST_0216+00A.EPOCH08.V.selavy.components.txt';
  expect(negativeNote(`${folder}/n${name}`)).toBe('The n stands for negative sources.');
  expect(negativeNote(`${folder}/${name}`)).toBe('');
  expect(negativeNote('/EPOCH08/notes/nVAST_mine.md')).toBe('');
});
