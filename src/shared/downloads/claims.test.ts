import { array, assert, boolean, constantFrom, integer, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, Claims } from './claims.ts';

describe('claims on the blocks of a file', () => {
  it('go to the first run that is missing', () => {
    const claims = new Claims(6, (index) => index < 2 || index === 4);
    expect(claims.next()).toEqual({ first: 2, at: 2, end: 4 });
    expect(claims.next()).toEqual({ first: 5, at: 5, end: 6 });
    expect(claims.next()).toBeNull();
  });

  it('are halved behind the block that is being brought', () => {
    const claims = new Claims(20, () => false);
    const first = claims.next()!;
    first.at = 4;
    expect(claims.split(8)).toEqual({ first: 12, at: 12, end: 20 });
    expect(first.end).toBe(12);
    expect(claims.split(8)).toBeNull();
    expect(claims.split(4)).toMatchObject({ first: 8, end: 12 });
  });

  it('can be made again for what a broken connection has left', () => {
    const done = new Set<number>();
    const claims = new Claims(4, (index) => done.has(index));
    const claim = claims.next()!;
    done.add(0);
    claims.release(claim);
    expect(claims.next()).toMatchObject({ first: 1, end: 4 });
  });

  it('download every block just once, with any connection breaking or joining', () => {
    const step = record({
      what: constantFrom('next', 'split', 'work', 'break'),
      who: nat(7),
    });
    assert(
      property(
        integer({ min: 1, max: 60 }),
        array(boolean(), { maxLength: 60 }),
        integer({ min: 1, max: 5 }),
        array(step, { maxLength: 200 }),
        (count, before, least, steps) => {
          const done = new Set(before.flatMap((isDone, index) => (isDone ? [index] : [])));
          const claims = new Claims(count, (index) => done.has(index));
          const open: Claim[] = [];
          const work = (claim: Claim): void => {
            expect(done.has(claim.at)).toBe(false);
            done.add(claim.at);
            claim.at += 1;
            if (claim.at < claim.end) return;
            claims.release(claim);
            open.splice(open.indexOf(claim), 1);
          };
          for (const { what, who } of steps) {
            const claim = open[who % Math.max(1, open.length)];
            if (what === 'next' || what === 'split') {
              const made = what === 'next' ? claims.next() : claims.split(least);
              if (made !== null) open.push(made);
            } else if (claim !== undefined && what === 'work') {
              work(claim);
            } else if (claim !== undefined) {
              claims.release(claim);
              open.splice(open.indexOf(claim), 1);
            }
          }
          for (;;) {
            const claim = open[0] ?? claims.next();
            if (claim === null) break;
            if (!open.includes(claim)) open.push(claim);
            work(claim);
          }
          for (let index = 0; index < count; index += 1) expect(done.has(index)).toBe(true);
        },
      ),
    );
  });
});
