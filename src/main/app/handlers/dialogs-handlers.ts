import type { HostAbilities } from '#main/app/window-app.ts';
import { browseFolder } from '#main/system/disk/browse-folder.ts';
import { checkFolder } from '#main/system/disk/check-folder.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';

export function dialogsHandlers(
  host: Pick<HostAbilities, 'chooseFolder' | 'saveText' | 'saveBytes'>,
): HandlersOf<'dialogs'> {
  return {
    'dialogs.chooseFolder': async ({ start }) => ({ path: await host.chooseFolder(start) }),
    'dialogs.browseFolders': ({ path }) => browseFolder(path),
    'dialogs.checkFolder': async ({ path }) => {
      checkFolder(path);
      return null;
    },
    'dialogs.saveText': async ({ suggestedName, text }) => ({
      saved: await host.saveText(suggestedName, text),
    }),
    'dialogs.saveBytes': async ({ suggestedName, bytes }) => ({
      saved: await host.saveBytes(suggestedName, bytes),
    }),
  };
}
