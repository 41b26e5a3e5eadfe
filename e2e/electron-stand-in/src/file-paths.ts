import type { CdpSession } from './cdp.ts';

/**
 * `webUtils.getPathForFile` answers at once, while a page can ask the main process only by messages. So the page
 * stops at a breakpoint of its own; Chromium is asked for the path of the File in that stack frame; the answer is
 * written into the stopped function's variable, and the page continues.
 */
export async function answerFilePaths(session: CdpSession): Promise<void> {
  session.on('Debugger.paused', ({ callFrames: [top] }) => {
    const asks = top?.functionName === 'standInFilePath';
    void (async () => {
      if (asks) await answer(session, top.callFrameId);
      await session.trySend('Debugger.resume');
    })();
  });
  await session.trySend('DOM.enable');
  await session.trySend('Debugger.enable');
}

async function answer(session: CdpSession, callFrameId: string): Promise<void> {
  const file = await session.trySend('Debugger.evaluateOnCallFrame', {
    callFrameId,
    expression: '_file',
  });
  const objectId = file?.result.objectId;
  if (objectId === undefined) return;
  const info = await session.trySend('DOM.getFileInfo', { objectId });
  const expression = `path = ${JSON.stringify(info?.path ?? '')}`;
  await session.trySend('Debugger.evaluateOnCallFrame', { callFrameId, expression });
}
