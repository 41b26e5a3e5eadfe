import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { WireFault } from '../faults/wire-fault.ts';
import { planWire, type WirePlan } from '../faults/wire-plan.ts';
import { bytesContent } from '../shelf/file-content.ts';
import type { Answer } from './answer.ts';
import type { OpenCall } from './call-log.ts';
import { createPacer, type Pacer } from './pacer.ts';

/** Sends an answer as the faults have it, no faster than the other side takes it. Resolves when all is said. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  faults: readonly WireFault[],
  link: Pacer | null,
  call: OpenCall,
): Promise<void> {
  const raw = faults.find((fault) => fault.kind === 'raw');
  if (raw !== undefined) {
    call.status(answer.status);
    response.socket?.write(raw.text, 'latin1');
    await closed(response);
    return;
  }
  const content =
    answer.kind === 'content' ? answer.content : bytesContent(Buffer.from(answer.body));
  const { start, end } = answer.kind === 'content' ? answer : { start: 0, end: content.size };
  const plan = planWire(content, start, end, faults);

  const headers: Record<string, string | number> = {
    'X-Dropbox-Request-Id': randomUUID().replaceAll('-', ''),
    'Content-Type': answer.kind === 'content' ? 'application/octet-stream' : answer.contentType,
    ...answer.headers,
  };
  if (plan.contentLength !== null) headers['Content-Length'] = plan.contentLength;
  if (answer.kind === 'content') headers['Accept-Ranges'] = 'bytes';
  if (answer.status === 206) {
    const last = plan.claimedStart + (end - start) - 1;
    headers['Content-Range'] = `bytes ${plan.claimedStart}-${last}/${content.size}`;
  }
  response.writeHead(answer.status, headers);
  call.status(answer.status);
  await sendBody(response, plan, link, call);
}

async function sendBody(
  response: ServerResponse,
  plan: WirePlan,
  link: Pacer | null,
  call: OpenCall,
): Promise<void> {
  const pacers = [link, plan.bytesPerSecond === null ? null : createPacer(plan.bytesPerSecond)];
  const active = pacers.filter((pacer) => pacer !== null);
  const pieceBytes = Math.min(Number.POSITIVE_INFINITY, ...active.map((pacer) => pacer.pieceBytes));
  let sent = 0;
  for (const chunk of plan.chunks) {
    for (let offset = 0; offset < chunk.length; offset += pieceBytes) {
      const piece = chunk.subarray(offset, Math.min(chunk.length, offset + pieceBytes));
      for (const pacer of active) await pacer.pass(piece.length);
      if (response.destroyed) return;
      const taken = response.write(piece);
      call.sent(piece.length);
      sent += piece.length;
      if (!taken) await drained(response);
    }
  }
  await finish(response, plan, sent);
}

async function finish(response: ServerResponse, plan: WirePlan, sent: number): Promise<void> {
  const { socket } = response;
  switch (plan.ending) {
    case 'end':
      response.end();
      // After bytes that were not promised, nothing that follows on the connection could be understood.
      if (plan.contentLength !== null && sent > plan.contentLength) socket?.end();
      return;
    case 'stall':
      response.flushHeaders();
      await closed(response);
      return;
    case 'close':
    case 'reset':
      response.flushHeaders();
      // Everything that was said is handed to the system first.
      await new Promise<void>((resolve) => {
        if (socket === null || socket.destroyed) resolve();
        else socket.write('', () => resolve());
      });
      if (plan.ending === 'close') socket?.end();
      else socket?.resetAndDestroy();
      return;
    default:
      plan.ending satisfies never;
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', () => resolve());
  });
}
