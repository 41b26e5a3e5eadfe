#!/usr/bin/env bash
# Node 24.21.0: with the `onread` option a callback that returns false pauses the socket. Over TCP it is not called again
# until resume(); over TLS it is called for the records that are decrypted already, into the same memory.
#
# Who returns false because their one buffer is full loses what it holds.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost 2>/dev/null
cat >pause.mjs <<'JS'
import assert from 'node:assert';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import tls from 'node:tls';

const key = readFileSync('key.pem');
const cert = readFileSync('cert.pem');
const send = (socket) => socket.on('error', () => {}).write(Buffer.alloc(4 << 20, 7));

/** How often the callback runs where each of its answers is false. */
async function callbacks(server, connect) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  let count = 0;
  const callback = () => {
    count += 1;
    return false;
  };
  const onread = { buffer: Buffer.alloc(65_536), callback };
  const socket = connect({ host: '127.0.0.1', port: server.address().port, onread });
  while (count === 0) await after(10);
  await after(1000);
  socket.destroy();
  server.close();
  return count;
}

const tcp = await callbacks(net.createServer(send), net.connect);
const overTls = await callbacks(tls.createServer({ key, cert }, send), (options) =>
  tls.connect({ ...options, ca: cert, checkServerIdentity: () => undefined }),
);
console.log(`Node ${process.versions.node}: callbacks after a first false: TCP ${tcp - 1}, TLS ${overTls - 1}`);
assert.equal(tcp, 1, 'Over TCP, too: the behaviour has changed.');
assert.ok(overTls > 1, 'Over TLS none: the behaviour has changed.');
JS
node_modules/node/bin/node pause.mjs
