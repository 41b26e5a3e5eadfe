/** An nginx that answers as Dropbox's content route does, so that our own server does not distort the result. */
import { execFileSync, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import process from 'node:process';
import { REV } from './world.ts';

export interface Nginx {
  readonly endpoint: string;
  /** The address at which a plain GET reads a file of the served folder, for the other downloaders. */
  readonly filesUrl: string;
  /** The same over TLS under the name `localhost`, with HTTP/2 for clients that ask for it. */
  readonly tlsPort: number;
  readonly certFile: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A certificate for `localhost` and its key, made for one run. */
function makeCertificate(work: string): { readonly certFile: string; readonly keyFile: string } {
  const [certFile, keyFile] = [join(work, 'cert.pem'), join(work, 'key.pem')];
  const what = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
  const name = '-subj /CN=localhost -addext subjectAltName=DNS:localhost';
  execFileSync('openssl', [...`${what} ${name}`.split(' '), '-keyout', keyFile, '-out', certFile], {
    stdio: 'ignore',
  });
  return { certFile, keyFile };
}

/** Serves `folder` (files by survey path) until stopped; `work` is a folder for its own files. */
export async function startNginx(folder: string, work: string): Promise<Nginx> {
  const port = await freePort();
  const tlsPort = await freePort();
  mkdirSync(work, { recursive: true });
  const { certFile, keyFile } = makeCertificate(work);
  const config = join(work, 'nginx.conf');
  writeFileSync(
    config,
    // Its workers would else be somebody who may not look into our folder.
    `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; pid ${work}/pid; error_log ${work}/error.log warn; worker_processes 1;
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path ${work}/b; proxy_temp_path ${work}/p; fastcgi_temp_path ${work}/f;
  uwsgi_temp_path ${work}/u; scgi_temp_path ${work}/s;
  default_type application/octet-stream;
  map $http_dropbox_api_arg $survey_path { "~\\"path\\":\\"(?<found>[^\\"]+)\\"" $found; }
  server {
    listen 127.0.0.1:${port};
    listen 127.0.0.1:${tlsPort} ssl http2;
    ssl_certificate ${certFile}; ssl_certificate_key ${keyFile};
    location = /2/sharing/get_shared_link_metadata {
      default_type application/json;
      return 200 '{".tag":"folder","name":"bench","link_permissions":{"allow_download":true}}';
    }
    location = /2/sharing/get_shared_link_file { error_page 405 = /files$survey_path; root ${work}; try_files /none =405; }
    location /files/ { alias ${folder}/; add_header Dropbox-API-Result '{"rev":"${REV}"}'; }
  }
}
`,
  );
  const child = spawn('nginx', ['-c', config, '-p', work], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(`${endpoint}/2/sharing/get_shared_link_metadata`);
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await delay(20);
    }
  }
  return {
    endpoint,
    filesUrl: `${endpoint}/files`,
    tlsPort,
    certFile,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}
