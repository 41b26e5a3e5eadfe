import type { ElectronApplication } from '@playwright/test';

export interface RecordedCall {
  /** As in Electron's documentation: `dialog.showOpenDialog`, `Notification.show`. */
  readonly member: string;
  readonly args: readonly unknown[];
}

/** The value of `globalThis.electronDoubles` in the app's main process, on either runtime. */
export interface Doubles {
  readonly calls: RecordedCall[];
  readonly answers: Record<string, unknown[]>;
}

export type DialogMember =
  | 'dialog.showOpenDialog'
  | 'dialog.showSaveDialog'
  | 'dialog.showMessageBox'
  | 'dialog.showErrorBox';

/** The arguments of every call of `member` so far, oldest first. */
export function callsOf(
  app: ElectronApplication,
  member: string,
): Promise<readonly (readonly unknown[])[]> {
  return app.evaluate((_, wanted) => {
    const { calls } = (globalThis as unknown as { electronDoubles: Doubles }).electronDoubles;
    return calls.filter((call) => call.member === wanted).map((call) => call.args);
  }, member);
}

/** The next call of this dialog gets `answer`; unanswered dialogs are cancelled. */
export async function answerNext(
  app: ElectronApplication,
  member: DialogMember,
  answer: unknown,
): Promise<void> {
  await app.evaluate(
    (_, [name, value]) => {
      const { answers } = (globalThis as unknown as { electronDoubles: Doubles }).electronDoubles;
      (answers[name] ??= []).push(value);
    },
    [member, answer] as const,
  );
}

/** Replaces calls that leave the app by recorders on the real runtime. The stand-in has them from the start. */
export async function installDoubles(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog, shell, Notification, powerSaveBlocker, BrowserWindow }) => {
    if ('electronDoubles' in globalThis) return;
    const doubles: Doubles = { calls: [], answers: {} };
    Object.defineProperty(globalThis, 'electronDoubles', { value: doubles });

    type Member = (this: unknown, ...args: unknown[]) => unknown;
    function double(
      owner: string,
      target: object,
      name: string,
      instead?: unknown,
      keep = false,
    ): void {
      const members = target as Record<string, Member>;
      const original = members[name];
      const member = `${owner}.${name}`;
      members[name] = function (...args) {
        doubles.calls.push({ member, args });
        if (keep) return original?.apply(this, args);
        const queued = doubles.answers[member];
        const answer = queued !== undefined && queued.length > 0 ? queued.shift() : instead;
        return name.endsWith('Sync') || name === 'showErrorBox' ? answer : Promise.resolve(answer);
      };
    }

    double('dialog', dialog, 'showOpenDialog', { canceled: true, filePaths: [] });
    double('dialog', dialog, 'showSaveDialog', { canceled: true, filePath: '' });
    double('dialog', dialog, 'showMessageBox', { response: 0, checkboxChecked: false });
    double('dialog', dialog, 'showErrorBox');
    double('shell', shell, 'openExternal');
    double('shell', shell, 'openPath', '');
    double('shell', shell, 'trashItem');
    double('shell', shell, 'showItemInFolder');
    double('Notification', Notification.prototype, 'show');
    double('powerSaveBlocker', powerSaveBlocker, 'start', undefined, true);
    double('powerSaveBlocker', powerSaveBlocker, 'stop', undefined, true);
    double('BrowserWindow', BrowserWindow.prototype, 'setProgressBar', undefined, true);
  });
}
