import { app } from './app.ts';
import { origins } from './origins.ts';
import { notImplemented, refuseTheRest } from './refuse.ts';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

export interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: {
    readonly standard?: boolean;
    readonly secure?: boolean;
    readonly [name: string]: unknown;
  };
}

const handlers = new Map<string, ProtocolHandler>();
let registered = false;

/** Schemes of the app's own. They are answered at the addresses that {@link origins} gives them. */
export const protocol = refuseTheRest('protocol', {
  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (registered) throw notImplemented('a second protocol.registerSchemesAsPrivileged');
    registered = true;
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard !== true || privileges.secure !== true) {
        throw notImplemented(`the scheme '${scheme}', which is not standard and secure`);
      }
      origins.register(scheme);
    }
  },

  handle(scheme: string, handler: ProtocolHandler): void {
    if (!origins.has(scheme))
      throw notImplemented(`protocol.handle of '${scheme}', which is not privileged`);
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },

  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },

  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
});

/** The handler of an address of the app, if its scheme has one. */
export function handlerOf(appUrl: string): ProtocolHandler | undefined {
  return handlers.get(/^[^:]+/.exec(appUrl)?.[0] ?? '');
}
