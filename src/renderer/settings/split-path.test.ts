import { describe, expect, it } from 'vitest';
import { splitPath } from './split-path.ts';

describe('a path to a folder', () => {
  it('has a parent and a name, whatever the slashes', () => {
    expect(splitPath('/data/vast')).toEqual({ parent: '/data/', name: 'vast' });
    expect(splitPath('/data/vast/')).toEqual({ parent: '/data/', name: 'vast' });
    expect(splitPath('/data')).toEqual({ parent: '/', name: 'data' });
    expect(splitPath('D:\\vast')).toEqual({ parent: 'D:\\', name: 'vast' });
  });

  it('has no name at the root, nor where it is no whole path', () => {
    expect(splitPath('/').name).toBe('');
    expect(splitPath('vast').name).toBe('');
  });
});
