import { EventEmitter } from 'node:events';
import { preventable } from './emitter.ts';
import { createCodec } from './injected/codec.ts';
import type { FromPage, Parcel, ToPage } from './injected/wire.ts';
import { notImplemented, refuseTheRest } from './refuse.ts';
import type { WebFrame } from './web-frame.ts';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

export interface Sender {
  /** The WebContents, as `event.sender`. */
  readonly contents: { readonly id: number; send(channel: string, ...args: unknown[]): void };
  readonly frame: WebFrame;
}

const codec = createCodec();
const handlers = new Map<string, Handler>();
const listeners = new EventEmitter();

export const ipcMain = refuseTheRest(
  'ipcMain',
  Object.assign(listeners, {
    handle(channel: string, handler: Handler): void {
      if (handlers.has(channel))
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      if (typeof handler !== 'function') {
        throw new TypeError(
          `Expected handler to be a function, but found type '${typeof handler}'`,
        );
      }
      handlers.set(channel, handler);
    },
    handleOnce(channel: string, handler: Handler): void {
      ipcMain.handle(channel, (event, ...args) => {
        ipcMain.removeHandler(channel);
        return handler(event, ...args);
      });
    },
    removeHandler(channel: string): void {
      handlers.delete(channel);
    },
  }),
);

/** The message that brings these arguments to a page. Throws for what cannot be cloned. */
export function messageTo(channel: string, args: readonly unknown[]): Parcel<ToPage> {
  return { message: { kind: 'message', channel }, body: codec.encode(args) };
}

function eventOf({ contents, frame }: Sender) {
  return {
    type: 'frame',
    sender: contents,
    senderFrame: frame,
    frameId: frame.routingId,
    processId: frame.processId,
  };
}

/** `ipcRenderer.send`: errors of the listeners are errors of the main process, as in Electron. */
export function receive(
  { message, body }: Parcel<FromPage & { kind: 'send' }>,
  sender: Sender,
): void {
  const event = preventable({
    ...eventOf(sender),
    ports: [],
    reply: (channel: string, ...args: unknown[]) => sender.contents.send(channel, ...args),
    set returnValue(_: unknown) {
      throw notImplemented('ipcRenderer.sendSync');
    },
  });
  listeners.emit(message.channel, event, ...(codec.decode(body) as unknown[]));
}

/** `ipcRenderer.invoke`: of an error only its name and message reach the page, behind Electron's own preface. */
export async function answer(
  { message: { id, channel }, body }: Parcel<FromPage & { kind: 'invoke' }>,
  sender: Sender,
): Promise<Parcel<ToPage>> {
  try {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const args = codec.decode(body) as unknown[];
    const value = await handler(preventable(eventOf(sender)), ...args);
    return { message: { kind: 'reply', id }, body: codec.encode(value) };
  } catch (cause) {
    console.error(`Error occurred in handler for '${channel}':`, cause);
    const error = `Error invoking remote method '${channel}': ${String(cause)}`;
    return { message: { kind: 'refusal', id, error }, body: '' };
  }
}
