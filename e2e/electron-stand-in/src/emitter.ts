import { EventEmitter } from 'node:events';
import { notImplemented, refusing } from './refuse.ts';
import { words } from './words.ts';

/** Names of events, between spaces. */
export interface KnownEvents {
  /** Events that the stand-in emits like Electron. */
  readonly emitted: string;
  /** Events of Electron that never happen here; a spec may emit them. */
  readonly never?: string;
}

type Listener = (...args: never[]) => void;

/** A base class for one of Electron's emitters: unknown members throw, and so does listening for unknown events. */
export function emitterOf(name: string, events: KnownEvents): new () => EventEmitter {
  const known = new Set<string | symbol>(words(`${events.emitted} ${events.never ?? ''}`));

  class StandInEmitter extends EventEmitter {
    override on(event: string | symbol, listener: Listener): this {
      return super.on(checked(event), listener as (...args: unknown[]) => void);
    }
    override addListener(event: string | symbol, listener: Listener): this {
      return this.on(event, listener);
    }
    override prependListener(event: string | symbol, listener: Listener): this {
      return super.prependListener(checked(event), listener as (...args: unknown[]) => void);
    }
  }

  function checked(event: string | symbol): string | symbol {
    if (typeof event === 'string' && !known.has(event))
      throw notImplemented(`${name}.on('${event}')`);
    return event;
  }

  Object.setPrototypeOf(StandInEmitter.prototype, refusing(name, EventEmitter.prototype));
  Object.setPrototypeOf(StandInEmitter, refusing(name, EventEmitter));
  return StandInEmitter;
}

export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** The first argument of Electron's events: its facts, and whether a listener prevented the default. */
export function preventable<T extends object>(facts: T): T & PreventableEvent {
  let prevented = false;
  return Object.defineProperties(facts, {
    defaultPrevented: { get: () => prevented, enumerable: true },
    preventDefault: {
      value: () => {
        prevented = true;
      },
    },
  }) as T & PreventableEvent;
}
