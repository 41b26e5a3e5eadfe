import { guardPipe } from '#main/ipc/guard-pipe.ts';
import type { Log } from '#main/system/log/log.ts';
import { EVENTS } from '#shared/calls/declarations.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { type Handlers, type Pipe, serve, type Server } from '#shared/rpc/channel.ts';
import type { AppEvent, WindowApp } from './window-app.ts';

/** The windows and pages that use the app, and the listeners of its host. */
export interface Clients extends Pick<WindowApp, 'emit' | 'onEvent'> {
  /** Serves one client by `router`. @returns what ends it */
  attach(pipe: Pipe, router: Handlers<AppContract>): () => void;
  /** Forgets all clients: no event reaches them any more. */
  clear(): void;
}

/** @param log asked for with each error, so that it may be opened later than this */
export function createClients(log: () => Pick<Log, 'error'>): Clients {
  const listeners = new Set<(event: AppEvent) => void>();
  const clients = new Set<Server<AppContract>>();
  return {
    attach(pipe, router) {
      const guarded = guardPipe(pipe);
      const server = serve<AppContract>(guarded.pipe, router, (name, error) => {
        const why = error instanceof Error ? error.message : String(error);
        log().error(`${name} could not be sent: ${why}`);
      });
      clients.add(server);
      return () => {
        guarded.end();
        clients.delete(server);
      };
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(name, payload) {
      const checked = EVENTS[name].safeParse(payload);
      if (!checked.success) {
        log().error(`The payload of event ${name} does not match its schema.`);
        return;
      }
      const clean = checked.data as typeof payload;
      for (const client of clients) client.emit(name, clean);
      for (const listener of listeners) listener({ name, payload: clean } as AppEvent);
    },
    clear: () => clients.clear(),
  };
}
