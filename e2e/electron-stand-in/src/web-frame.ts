import type { Frame } from './frames.ts';
import { originOf, origins } from './origins.ts';
import type { Page } from './page.ts';
import { refuseTheRest } from './refuse.ts';

/** The value of `event.senderFrame`: the part of Electron's WebFrameMain that checks of senders need. */
export interface WebFrame {
  readonly url: string;
  readonly origin: string;
  readonly name: string;
  readonly parent: WebFrame | null;
  readonly top: WebFrame;
  readonly frames: readonly WebFrame[];
  readonly routingId: number;
  readonly processId: number;
  readonly frameTreeNodeId: number;
  readonly detached: boolean;
  isDestroyed(): boolean;
}

const numbers = new Map<string, number>();
const facades = new WeakMap<Frame, WebFrame>();

function numberOf(frameId: string): number {
  const number = numbers.get(frameId) ?? numbers.size + 1;
  numbers.set(frameId, number);
  return number;
}

export function webFrame(page: Page, frame: Frame): WebFrame {
  const known = facades.get(frame);
  if (known !== undefined) return known;
  const gone = () => page.frames.get(frame.id) !== frame;
  const facade = refuseTheRest('WebFrameMain', {
    get url() {
      return origins.toApp(frame.url);
    },
    get origin() {
      return originOf(origins.toApp(frame.url));
    },
    get name() {
      return frame.name;
    },
    get parent() {
      const parent = page.frames.get(frame.parentId ?? '');
      return parent === undefined ? null : webFrame(page, parent);
    },
    get top() {
      return webFrame(page, page.frames.main);
    },
    get frames() {
      return page.frames.childrenOf(frame.id).map((child) => webFrame(page, child));
    },
    get detached() {
      return gone();
    },
    routingId: numberOf(frame.id),
    frameTreeNodeId: numberOf(frame.id),
    processId: 1,
    isDestroyed: gone,
  });
  facades.set(frame, facade);
  return facade;
}
