import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '../api/read-body.ts';
import { faultRuleSchema } from '../faults/fault.ts';
import type { DemoControl } from './demo-control.ts';

/** The header that must hold the control key. A page in a browser can't send it to another origin unasked. */
export const CONTROL_KEY_HEADER = 'x-demo-key';

/** What can be done to a running demo by `POST /demo/state`; several things at once, in this order. */
const stateChangeSchema = z.strictObject({
  reset: z.literal(true).optional(),
  expireAccessTokens: z.literal(true).optional(),
  revokeRefreshTokens: z.literal(true).optional(),
  changePassword: z.string().optional(),
  unlockLink: z.literal(true).optional(),
  changeFile: z.string().optional(),
  removeFile: z.string().optional(),
});

export type StateChange = z.infer<typeof stateChangeSchema>;

/**
 * Answers `/demo/<name>`: GET, POST and DELETE `faults`; GET and DELETE `calls`; POST `state`; GET `files`; GET
 * `bytes?path=`. JSON in and out but for the bytes.
 */
export async function handleControlCall(
  control: DemoControl,
  controlKey: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const sendJson = (status: number, value: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  const body = await readBody(request);
  if (request.headers[CONTROL_KEY_HEADER] !== controlKey) {
    sendJson(403, { error: 'The control key is missing or wrong.' });
    return;
  }
  try {
    const name = url.pathname.slice('/demo/'.length);
    if (name === 'bytes') {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      response.end(await control.bytesOf(url.searchParams.get('path') ?? ''));
      return;
    }
    const result = await perform(control, `${request.method} ${name}`, body);
    if (result === undefined) sendJson(404, { error: 'There is no such control route.' });
    else sendJson(200, result);
  } catch (error) {
    sendJson(400, { error: String(error) });
  }
}

async function perform(control: DemoControl, what: string, body: string): Promise<unknown> {
  const { faults, calls } = control;
  switch (what) {
    case 'GET faults':
      return faults.list();
    case 'POST faults':
      return { id: faults.add(faultRuleSchema.parse(JSON.parse(body))) };
    case 'DELETE faults':
      faults.clear();
      return {};
    case 'GET calls':
      return { counts: calls.counts, records: calls.records };
    case 'DELETE calls':
      calls.reset();
      return {};
    case 'GET files':
      return await control.files();
    case 'POST state':
      changeState(control, stateChangeSchema.parse(JSON.parse(body)));
      return {};
    default:
      return undefined;
  }
}

function changeState(control: DemoControl, change: StateChange): void {
  if (change.reset === true) control.reset();
  if (change.expireAccessTokens === true) control.expireAccessTokens();
  if (change.revokeRefreshTokens === true) control.revokeRefreshTokens();
  if (change.changePassword !== undefined) control.changePassword(change.changePassword);
  if (change.unlockLink === true) control.unlockLink();
  if (change.changeFile !== undefined) control.changeFile(change.changeFile);
  if (change.removeFile !== undefined) control.removeFile(change.removeFile);
}
