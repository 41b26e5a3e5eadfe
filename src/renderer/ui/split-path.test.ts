import { describe, expect, it } from 'vitest';
import { splitPath } from './split-path.ts';

describe('splitPath', () => {
  it('returns parent and name, with slashes and with backslashes', () => {
    expect(splitPath('/data/vast')).toEqual({ parent: '/data/', name: 'vast' });
    expect(splitPath('/data/vast/')).toEqual({ parent: '/data/', name: 'vast' });
    expect(splitPath('/data')).toEqual({ parent: '/', name: 'data' });
    expect(splitPath('D:\\vast')).toEqual({ parent: 'D:\\', name: 'vast' });
  });

  it('returns no name for a root or a relative path', () => {
    expect(splitPath('/').name).toBe('');
    expect(splitPath('vast').name).toBe('');
  });
});
