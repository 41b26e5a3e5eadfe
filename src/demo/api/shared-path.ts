import { Refusal, textAnswer } from './answer.ts';

/** The `path` of an argument: `""` for the root, else with a leading slash. Refuses what Dropbox refuses. */
export function sharedPath(route: string, value: unknown): string {
  const refuse = (what: string): never => {
    throw new Refusal(
      textAnswer(400, `Error in call to API function "${route}": request body: path: ${what}`),
    );
  };
  if (value === undefined || value === null || value === '') return '';
  if (typeof value !== 'string') return refuse('expected string');
  if (value === '/') {
    return refuse('Specify the root folder as an empty string rather than as "/".');
  }
  if (!value.startsWith('/')) return refuse('did not match the pattern of a path');
  return value;
}
