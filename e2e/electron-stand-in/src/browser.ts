import type { CdpConnection, CdpSession } from './cdp.ts';

/** Chromium, once it answers: from then on the app is ready. */
class Browser {
  #connection: CdpConnection | undefined;
  /** `156.0.8078.79` */
  version = '';

  connect(connection: CdpConnection, version: string): void {
    this.#connection = connection;
    this.version = version;
  }

  get connected(): boolean {
    return this.#connection !== undefined;
  }

  get root(): CdpSession {
    return this.#required.root;
  }

  async attach(targetId: string): Promise<CdpSession> {
    const { sessionId } = await this.root.send('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    return this.#required.session(sessionId);
  }

  get #required(): CdpConnection {
    if (this.#connection === undefined) throw new Error('Cannot be used before the app is ready.');
    return this.#connection;
  }
}

export const browser = new Browser();
