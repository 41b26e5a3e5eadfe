import type { CdpSession, FramePayload } from './cdp.ts';
import { PRELOAD_WORLD } from './worlds.ts';

export interface Frame {
  readonly id: string;
  readonly parentId: string | undefined;
  /** As Chromium knows it. */
  url: string;
  name: string;
  /** The preload's world of the frame's present document. */
  contextId: number | undefined;
}

/** The frames of one page, and which world belongs to which. */
export class FrameTree {
  readonly #frames = new Map<string, Frame>();
  #mainId = '';

  /** Follows the page from before its first document on. */
  watch(session: CdpSession, mainFrameId: string): void {
    this.#mainId = mainFrameId;
    this.#add(mainFrameId, undefined);
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) =>
      this.#add(frameId, parentFrameId),
    );
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.#frames.delete(frameId);
    });
    session.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.get(frameId);
      if (frame !== undefined) frame.url = url;
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frame = this.#frames.get(
        (context.auxData as { frameId?: string } | undefined)?.frameId ?? '',
      );
      if (frame !== undefined && context.name === PRELOAD_WORLD) frame.contextId = context.id;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      const frame = this.byContext(executionContextId);
      if (frame !== undefined) frame.contextId = undefined;
    });
    session.on('Runtime.executionContextsCleared', () => {
      for (const frame of this.#frames.values()) frame.contextId = undefined;
    });
  }

  get main(): Frame {
    return this.#frames.get(this.#mainId)!;
  }

  get(id: string): Frame | undefined {
    return this.#frames.get(id);
  }

  byContext(contextId: number): Frame | undefined {
    return [...this.#frames.values()].find((frame) => frame.contextId === contextId);
  }

  childrenOf(id: string): readonly Frame[] {
    return [...this.#frames.values()].filter((frame) => frame.parentId === id);
  }

  #add(id: string, parentId: string | undefined): void {
    if (!this.#frames.has(id))
      this.#frames.set(id, { id, parentId, url: '', name: '', contextId: undefined });
  }

  #navigated(payload: FramePayload): void {
    this.#add(payload.id, payload.parentId);
    const frame = this.#frames.get(payload.id)!;
    frame.url = payload.url + (payload.urlFragment ?? '');
    frame.name = payload.name ?? '';
  }
}
