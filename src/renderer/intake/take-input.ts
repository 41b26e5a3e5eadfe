import type { App } from '../app/app.ts';
import type { TableInput } from '../source-lists/worker-calls.ts';
import { messageOf } from '../transport/message-of.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { chooseFile } from './choose-text-file.ts';
import { pastePositionsStore } from './paste-positions-store.ts';
import { takeText } from './take-text.ts';

/** Something that was dropped, opened, chosen or pasted. */
export interface Input {
  readonly name: string;
  readonly content: TableInput;
}

/**
 * Handles whatever users bring: a table of positions becomes a list in Sources, and everything else is left to
 * {@link takeText}.
 *
 * @param refuse shows beside the input why it is refused; without it, a toast shows the reason
 * @returns whether it was accepted
 */
export async function takeInput(
  app: App,
  { name, content }: Input,
  refuse?: (why: string) => void,
): Promise<boolean> {
  try {
    const looked = await app.sources.look(name, content);
    if (looked.kind === 'text') return await takeText(app, { name, text: looked.text }, refuse);
    app.sources.add(name, looked);
    app.views.go('sources');
    return true;
  } catch (error) {
    const why = messageOf(error);
    if (refuse !== undefined) refuse(why);
    else {
      const run = (): void => {
        app.views.go('sources');
        pastePositionsStore.setState({ isOpen: true });
      };
      app.toasts.show(why, {
        tone: 'problem',
        action: { label: sourcesMessages.pastePositions, run },
      });
    }
    return false;
  }
}

/** Handles a file that the user chooses in the file dialog. */
export async function takeChosenFile(app: App): Promise<void> {
  const file = await chooseFile();
  if (file !== null) await takeInput(app, { name: file.name, content: file });
}
