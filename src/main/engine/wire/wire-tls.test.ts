import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TlsReport } from './testing/tls-exchange.ts';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('testing/tls-exchange.ts', import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wire-tls-'));
  const what = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
  const name = '-subj /CN=localhost -addext subjectAltName=DNS:localhost';
  const files = ['-keyout', 'key.pem', '-out', 'cert.pem'];
  await run('openssl', [...`${what} ${name}`.split(' '), ...files], { cwd: folder });
});

afterAll(() => rm(folder, { recursive: true }));

async function exchange(host: string, isTrusted: boolean): Promise<TlsReport> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const { NODE_EXTRA_CA_CERTS: _ours, ...env } = process.env;
  const { stdout } = await run(process.execPath, [SCRIPT, key, cert, host], {
    env: { ...env, ...(isTrusted && { NODE_EXTRA_CA_CERTS: cert }) },
    timeout: 25_000,
  });
  return JSON.parse(stdout) as TlsReport;
}

describe('Over TLS', () => {
  it('bodies come whole however often their sinks rest, sessions are taken up again, and the process ends', async () => {
    const { isRight, isReused, failure } = await exchange('localhost', true);
    expect(failure).toBeNull();
    expect(isRight).toEqual(Array.from({ length: 12 }, () => true));
    expect(isReused).toEqual([false, true, true, true]);
  });

  it.each([
    ['that nobody has signed', 'localhost', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['for another name', '127.0.0.1', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('a certificate %s is refused in plain words', async (_what, host, isTrusted, code) => {
    const { isRight, failure } = await exchange(host, isTrusted);
    expect(isRight).toEqual([]);
    expect(failure).toMatch(new RegExp(`not secure \\(${code}\\).*NODE_EXTRA_CA_CERTS`));
  });
});
