import { describe, expect, it } from 'vitest';
import { demoFolderIn } from './demo-folder.ts';

describe('where the demo’s files go', () => {
  it('is below the output folder, as its system writes it', () => {
    expect(demoFolderIn('/data/vast')).toBe('/data/vast/demo-survey');
    expect(demoFolderIn('/data/vast/')).toBe('/data/vast/demo-survey');
    expect(demoFolderIn('D:\\vast')).toBe('D:\\vast\\demo-survey');
  });
});
