#!/usr/bin/env bash
# Node 24.21.0: `tls.connect({ onread })` reads into the caller's memory only on sockets that it opens itself.
#
# With `socket` (TLS through a proxy's CONNECT, say) the option is ignored without a word: the bytes come as 'data' events
# in memory of Node's own. The documentation of tls.connect lists both options and says nothing of their combination.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error node@24.21.0 >/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem 2>/dev/null
cat >run.mjs <<'JS'
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

const cert = readFileSync('cert.pem');
const server = tls.createServer({ cert, key: readFileSync('key.pem') }, (socket) => socket.end('hello'));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();

async function read(options) {
  let intoOurs = 0;
  let asData = 0;
  const memory = Buffer.alloc(1024);
  const onread = { buffer: memory, callback: (count) => ((intoOurs += count), true) };
  const socket = tls.connect({ ...options, ca: cert, servername: 'localhost', onread });
  socket.on('data', (chunk) => (asData += chunk.length));
  socket.resume();
  await once(socket, 'close');
  return `${intoOurs} bytes in our memory, ${asData} as 'data'`;
}

const own = await read({ port, host: '127.0.0.1' });
const raw = net.connect(port, '127.0.0.1');
await once(raw, 'connect');
const given = await read({ socket: raw });
server.close();
console.log(process.version);
console.log(`own socket:   ${own}`);
console.log(`given socket: ${given}`);
if (own !== "5 bytes in our memory, 0 as 'data'" || given !== "0 bytes in our memory, 5 as 'data'") {
  console.log('The behaviour has changed.');
  process.exit(1);
}
JS
./node_modules/.bin/node run.mjs
