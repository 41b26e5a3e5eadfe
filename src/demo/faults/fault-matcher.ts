import type { FaultRule } from './fault.ts';

/** What a fault may strike: a call, or a mention of a file in an answer. */
export interface Occasion {
  readonly route: string;
  /** Of the file or folder that it is about; null where it is about none. */
  readonly path: string | null;
}

/** Whether an occasion is of the route and path that a rule names. */
export function matcherOf({
  route,
  path,
}: Pick<FaultRule, 'route' | 'path'>): (occasion: Occasion) => boolean {
  const routes = route === undefined ? null : new Set(typeof route === 'string' ? [route] : route);
  const pattern = path === undefined ? null : globPattern(path);
  return (occasion) =>
    (routes === null || routes.has(occasion.route)) &&
    (pattern === null || (occasion.path !== null && pattern.test(occasion.path)));
}

function globPattern(glob: string): RegExp {
  const literal = glob.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'is');
}
