import type { WorkerDemo } from '#demo/demo.ts';

/** At most one demo at a time, however often it is asked for while it starts. */
export class OneDemo {
  readonly #start: () => Promise<WorkerDemo>;
  #demo: Promise<WorkerDemo> | null = null;

  constructor(start: () => Promise<WorkerDemo>) {
    this.#start = start;
  }

  /** The demo that is up or starting, else a new one. Throws what starting it throws; the next call tries again. */
  async get(): Promise<WorkerDemo> {
    const starting = (this.#demo ??= this.#start());
    try {
      return await starting;
    } catch (error) {
      if (this.#demo === starting) this.#demo = null;
      throw error;
    }
  }

  /** Also ends one that is still starting. */
  async close(): Promise<void> {
    const demo = await this.#demo?.catch(() => null);
    this.#demo = null;
    await demo?.close();
  }
}
