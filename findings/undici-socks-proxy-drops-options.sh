#!/usr/bin/env bash
# undici 8.12.4: ProxyAgent with a SOCKS5 proxy sends the account percent-encoded, and drops the agent's time limits.
#
# A password such as p@ss stands in a URL as p%40ss. ProxyAgent decodes it for an HTTP proxy and for none of its SOCKS proxies
# (Socks5ProxyAgent alone does). headersTimeout of the agent does not reach the connections that it opens through SOCKS,
# so a silent server is waited for by undici's default of 300 s.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund undici@8.12.4 node@24.21.0 2>/dev/null
cat > show.mjs <<'JS'
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { ProxyAgent, Socks5ProxyAgent } from 'undici';

process.removeAllListeners('warning');
const silent = createHttpServer(() => {}).listen(0, '127.0.0.1');
await once(silent, 'listening');

/** A SOCKS5 proxy (RFC 1928, 1929) that accepts any account and notes the password. */
const passwords = [];
const proxy = createServer(async (socket) => {
  socket.on('error', () => {});
  const next = async () => (await once(socket, 'data'))[0];
  await next();
  socket.write(Buffer.from([5, 2]));
  const account = await next();
  passwords.push(account.subarray(3 + account[1]).toString());
  socket.write(Buffer.from([1, 0]));
  await next();
  socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
  const there = connect(silent.address().port, '127.0.0.1');
  there.on('error', () => {});
  socket.pipe(there).pipe(socket);
}).listen(0, '127.0.0.1');
await once(proxy, 'listening');
const url = `socks5://ana:p%40ss@127.0.0.1:${proxy.address().port}`;

/** Milliseconds until a call to the silent server fails; null after 3 s. */
async function waited(dispatcher) {
  const begin = Date.now();
  const call = dispatcher.request({ origin: 'http://host.invalid', path: '/', method: 'GET' });
  const failed = call.then(() => null, () => Date.now() - begin);
  const late = new Promise((resolve) => setTimeout(resolve, 3000, null));
  const ms = await Promise.race([failed, late]);
  await dispatcher.destroy().catch(() => {});
  return ms;
}
const viaProxyAgent = await waited(new ProxyAgent({ uri: url, headersTimeout: 200 }));
await waited(new Socks5ProxyAgent(url));
console.log(`node ${process.versions.node}; passwords seen: ProxyAgent ${passwords[0]}, Socks5ProxyAgent ${passwords[1]}`);
console.log(`ProxyAgent with headersTimeout 200 ms: ${viaProxyAgent === null ? 'still waiting after 3 s' : `failed after ${viaProxyAgent} ms`}`);
const isSame = passwords[0] === 'p%40ss' && passwords[1] === 'p@ss' && viaProxyAgent === null;
if (!isSame) console.log('The behaviour has changed.');
process.exit(isSame ? 0 : 1);
JS
node_modules/node/bin/node show.mjs
