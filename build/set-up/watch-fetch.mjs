/**
 * Loaded into the process of Electron's own installer (`--import`): reports the progress and failures of its requests
 * without changing them. Node's fetch publishes them (`diagnostics_channel`, `undici:*`).
 */
import { subscribe } from 'node:diagnostics_channel';
import process from 'node:process';

const report = (message) => process.send?.(message);

/** The codes of an error and its causes; the message of an error without a code. */
function reasonOf(error) {
  const inner = error?.errors?.[0] ?? error?.cause ?? error;
  return { code: inner?.code ?? null, message: inner?.message ?? String(inner) };
}

/** A header of a response; names and values are a flat list of buffers. */
function header(headers, name) {
  const words = headers.map(String);
  const at = words.findIndex((word, index) => index % 2 === 0 && word.toLowerCase() === name);
  return at === -1 ? null : words[at + 1];
}

subscribe('undici:request:create', ({ request }) => {
  report({ kind: 'asked', host: new URL(request.origin).host });
});
subscribe('undici:request:headers', ({ request, response }) => {
  const length = header(response.headers, 'content-length');
  report({
    kind: 'answered',
    host: new URL(request.origin).host,
    status: response.statusCode,
    bytesTotal: length === null ? null : Number(length),
  });
});
subscribe('undici:request:bodyChunkReceived', ({ chunk }) => {
  if (chunk.length > 0) report({ kind: 'bytes', count: chunk.length });
});
subscribe('undici:request:trailers', () => report({ kind: 'complete' }));
subscribe('undici:request:error', ({ error }) => report({ kind: 'failed', ...reasonOf(error) }));
subscribe('undici:client:connectError', ({ error }) => {
  report({ kind: 'failed', ...reasonOf(error) });
});

// The channel to the parent must not keep the installer alive.
process.channel?.unref();
