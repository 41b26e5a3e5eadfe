import { expect, it } from 'vitest';
import { fieldNamed } from '#shared/survey/fields.ts';
import { fieldSubject, positionSubject } from './sky-subjects.ts';

it('cutouts of a field are of its middle', () => {
  const field = fieldNamed('VAST_0918+00A')!;
  expect(fieldSubject(field)).toEqual({
    name: 'VAST_0918+00A',
    sources: [{ name: 'VAST_0918+00A', raDeg: 139.65417, decDeg: 0 }],
  });
});

it('cutouts of a position have its coordinates for a name', () => {
  const at = { name: '23:20:00.0 -06:18:00', raDeg: 350, decDeg: -6.3 };
  expect(positionSubject({ raDeg: -10, decDeg: -6.3 })).toEqual({ name: at.name, sources: [at] });
});
