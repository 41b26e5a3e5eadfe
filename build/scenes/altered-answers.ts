import type { Page } from '@playwright/test';
import type { AppContract } from '#shared/ipc/contract.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';

type Calls = AppContract['calls'];

/** Functions that turn the app's own answers into those that a scene shows, by call. Events follow their call. */
export type Altered = {
  readonly [K in keyof Calls]?: (answer: Calls[K]['output']) => Calls[K]['output'];
};

/** The calls whose answer an event repeats. */
const CALL_OF_EVENT = {
  'connection.changed': 'connection.get',
  'catalogue.changed': 'catalogue.info',
  'downloads.changed': 'downloads.get',
  'library.changed': 'library.get',
  'settings.changed': 'settings.get',
} as const satisfies Partial<Record<keyof AppContract['events'], keyof Calls>>;

interface Message {
  readonly kind: 'call' | 'answer' | 'failure' | 'event';
  readonly id: number;
  readonly name: string;
  readonly output: unknown;
  readonly payload: unknown;
}

/** Alters what the app answers to this page, between its server and the page. */
export async function alterAnswers(page: Page, altered: Altered): Promise<void> {
  const alter = (call: string | undefined, value: unknown): unknown => {
    const change = altered[call as keyof Calls] as ((value: unknown) => unknown) | undefined;
    return change === undefined ? value : change(value);
  };
  await page.routeWebSocket(/\/socket$/, (client) => {
    const server = client.connectToServer();
    const names = new Map<number, string>();
    client.onMessage((data) => {
      const { kind, id, name } = decode(data);
      if (kind === 'call') names.set(id, name);
      server.send(data);
    });
    server.onMessage((data) => {
      const message = decode(data);
      if (message.kind === 'answer') {
        send({ ...message, output: alter(names.get(message.id), message.output) });
      } else if (message.kind === 'event') {
        const call = (CALL_OF_EVENT as Readonly<Record<string, string>>)[message.name];
        send({ ...message, payload: alter(call, message.payload) });
      } else {
        client.send(data);
      }
    });
    const send = (message: Message): void => client.send(Buffer.from(encodeMessage(message)));
  });
}

function decode(data: string | Buffer): Message {
  return decodeMessage(new Uint8Array(data as Buffer).buffer) as Message;
}
