import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { faultAnswer, tooManyRequests } from '../faults/answer-fault.ts';
import { arrivalOf } from '../faults/arrival-fault.ts';
import { afflictFile } from '../faults/file-fault.ts';
import { type Answer, Refusal, textAnswer } from './answer.ts';
import { type IncomingCall, readCall } from './api-call.ts';
import type { CallLimit } from './call-limit.ts';
import type { RecordingCallLog } from './call-log.ts';
import type { Pacer } from './pacer.ts';
import { sendAnswer } from './send-answer.ts';
import type { Service } from './service.ts';

export interface ApiOptions {
  readonly service: Service;
  readonly calls: RecordingCallLog;
  readonly latencyMs: number;
  /** The link that all answers share; null where it has no limit. */
  readonly link: Pacer | null;
  /** Null where calls may come as fast as they like. */
  readonly limit: CallLimit | null;
  /** `Retry-After` of a call beyond the limit. */
  readonly retryAfterSeconds: number;
}

/** Takes one call to the API: reads it, lets faults strike it, answers and logs it. `name` as {@link readCall}. */
export async function handleApiCall(
  { service, calls, latencyMs, link, limit, retryAfterSeconds }: ApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  query: URLSearchParams,
): Promise<void> {
  const call = await readCall(service, request, name, query);
  const struck = service.faults.strike(call);
  const tooFast = limit?.admits(performance.now()) === false;
  const { delayMs, outcome, ignoreRange } = arrivalOf(struck.arrival);
  const record = calls.begin({
    route: call.route,
    path: call.path,
    range: call.range,
    faults: struck.kinds,
  });
  response.once('close', () => record.end());

  if (latencyMs + delayMs > 0) await delay(latencyMs + delayMs);
  if (outcome === 'silence') return;
  if (outcome === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  // The caller may have given up meanwhile.
  if (response.destroyed) return;
  const fault = tooFast ? tooManyRequests(retryAfterSeconds) : struck.answer[0];
  if (fault === undefined) afflictFile(service.shelf, call.path, struck.file);
  const answer =
    fault === undefined
      ? await answerTo(call, ignoreRange)
      : faultAnswer(fault, service.taggedError);
  if (!response.destroyed) await sendAnswer(response, answer, struck.wire, link, record);
}

async function answerTo(call: IncomingCall, ignoreRange: boolean): Promise<Answer> {
  try {
    return await call.answer({ ignoreRange });
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    // A mistake of the demo itself: said aloud, so that a test that meets it shows what it was.
    return textAnswer(500, `The demo failed: ${String(error)}`);
  }
}
