import type { App } from '../app/app.ts';
import { messageOf } from '../transport/message-of.ts';

/**
 * Makes a list of positions that the user has typed.
 *
 * @returns why they can't be read; null if they were
 */
export async function takePositions(app: App, name: string, text: string): Promise<string | null> {
  try {
    const looked = await app.sources.look(name, text, true);
    if (looked.kind === 'sources') app.sources.add(name, looked);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
