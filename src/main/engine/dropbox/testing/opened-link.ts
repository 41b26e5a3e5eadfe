import { onTestFinished } from 'vitest';
import { connect } from './connect.ts';
import { folderMetadata, METADATA } from './replies.ts';
import type { Call, Reply } from './scripted-server.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Opens the link; the script answers every later call. */
export async function openedLink(script: (call: Call) => Reply, clock = new VirtualClock()) {
  const { server, dropbox } = await connect(
    (call) => (call.route === METADATA && call.index === 0 ? folderMetadata : script(call)),
    onTestFinished,
    { clock, random: () => 0 },
  );
  return { link: await dropbox.openLink(), server, dropbox, clock };
}
