import { resolve } from 'node:path';
import { resolveEndpoint } from '#main/system/http/endpoint.ts';
import type { DemoOptions } from '#demo/demo.ts';
import { linkKey } from '#main/system/paths/link-key.ts';
import type { ConnectInput } from '#main/engine/contract/dropbox-calls.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Context } from './context.ts';
import { readInputFile } from './input-files.ts';

/** How to connect, and a function that ends what was started for it. */
export interface WhereFrom {
  readonly connect: ConnectInput;
  close(): Promise<void>;
}

/**
 * The demo or the config file, whichever the flags say. Every secret in it is made known to the redactor before
 * anything else happens. Throws AppError `bad-config`, `bad-input` or `endpoint-refused`.
 */
export async function whereFrom(
  context: Context,
  demoOptions: DemoOptions = {},
): Promise<WhereFrom> {
  return context.options.demo ? await demo(context, demoOptions) : fromConfig(context);
}

async function demo({ redactor, screen }: Context, options: DemoOptions): Promise<WhereFrom> {
  screen.say('Starting the demo survey: generated data, nothing leaves this machine.');
  // Loaded on demand: it includes a whole sky.
  const { startDemoInWorker } = await import('#demo/demo.ts');
  const server = await startDemoInWorker(options);
  const { endpoint, sharedUrl, password, accessToken } = server;
  for (const secret of [sharedUrl, password, accessToken]) redactor.add(secret);
  return {
    connect: {
      endpoint,
      credentials: { sharedUrl, password, accessToken, refreshToken: null, appKey: null },
    },
    close: () => server.close(),
  };
}

function fromConfig({ options, env, cwd, redactor, screen }: Context): WhereFrom {
  const endpoint = env['VAST_DROPBOX_ENDPOINT'] ?? null;
  const { isLoopback } = resolveEndpoint(endpoint);
  const name = options.dropboxConfig;
  const { credentials, warnings } = parseConfigFile(readConfig(name, cwd), {
    name,
    allowLoopback: isLoopback,
  });
  const { sharedUrl, password, accessToken, refreshToken } = credentials;
  for (const secret of [sharedUrl, password, accessToken, refreshToken]) redactor.add(secret);
  for (const warning of warnings) screen.warn(warning);
  return { connect: { endpoint, credentials }, close: () => Promise.resolve() };
}

/** Names the shared link of the config file; null for the demo, and where no config can be read. */
export function configuredLinkKey({
  options,
  env,
  cwd,
}: Pick<Context, 'options' | 'env' | 'cwd'>): string | null {
  if (options.demo) return null;
  const name = options.dropboxConfig;
  try {
    const allowLoopback = resolveEndpoint(env['VAST_DROPBOX_ENDPOINT'] ?? null).isLoopback;
    const { credentials } = parseConfigFile(readConfig(name, cwd), { name, allowLoopback });
    return linkKey(credentials.sharedUrl);
  } catch (error) {
    // A run that connects will report it.
    if (error instanceof AppError) return null;
    throw error;
  }
}

function readConfig(name: string, cwd: string): string {
  try {
    return readInputFile('--dropbox-config', name, cwd);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      'bad-config',
      `${error.message} Looked for it at ${resolve(cwd, name)}. ` +
        '"vast-pilot --write-template-dropbox-config" writes one to fill in; "--demo" needs none.',
      { cause: error },
    );
  }
}
