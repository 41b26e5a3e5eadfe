/** The colours and faces of the map, from the tokens of the theme. */
export interface Palette {
  readonly ground: string;
  readonly sky: string;
  readonly line: string;
  readonly edge: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly verified: string;
  readonly partly: string;
  readonly problem: string;
  readonly face: string;
  readonly faceMono: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: token('ground'),
    sky: token('well'),
    line: token('line'),
    edge: token('edge'),
    text: token('text'),
    text2: token('text-2'),
    text3: token('text-3'),
    accent: token('accent'),
    verified: token('verified'),
    partly: token('partly'),
    problem: token('problem'),
    face: token('face'),
    faceMono: token('face-mono'),
  };
}
