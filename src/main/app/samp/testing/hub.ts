import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { XmlRpcClient, XmlRpcFault, type XmlRpcStruct, type XmlRpcValue } from '@foxglove/xmlrpc';
import { listen } from '#main/system/loopback/listen.ts';
import { answerCalls } from '../answer-calls.ts';

/** A message as it arrives: its type with its parameters. */
export interface Received {
  readonly mtype: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What a program in the test answers: a result, an error's text, or nothing at all. */
export type Reply = { readonly result: XmlRpcStruct } | { readonly error: string } | null;

/** A program at the test's hub. A dead one stays listed, and calls to it fault. */
export interface TestProgram {
  readonly name: string;
  readonly mtypes: readonly string[];
  readonly answer?: (message: Received) => Reply;
  readonly isDead?: boolean;
}

/** What the tests see of a client that has registered. */
export interface TestClient {
  readonly metadata: XmlRpcStruct;
  readonly subscriptions: XmlRpcStruct;
  readonly callback: string | null;
}

export interface TestHub {
  /** The value for SAMP_HUB. */
  readonly lockUrl: string;
  readonly url: string;
  /** Clients by id. */
  readonly clients: ReadonlyMap<string, TestClient>;
  /** Sends a message of a program to all clients that take it, and returns their answers. */
  send(mtype: string, params: XmlRpcStruct): Promise<readonly XmlRpcStruct[]>;
  close(): Promise<void>;
}

interface Client extends TestClient {
  metadata: XmlRpcStruct;
  subscriptions: XmlRpcStruct;
  callback: string | null;
}

/**
 * A SAMP hub by the Standard Profile, for tests. It is as strict as JSAMP's: it faults on anything but texts, lists and
 * maps, and on characters outside printable ASCII.
 *
 * @param lockFile written as a real hub writes it
 */
export async function startTestHub(
  lockFile: string,
  programs: readonly TestProgram[] = [],
): Promise<TestHub> {
  const secret = randomBytes(12).toString('hex');
  const clients = new Map<string, Client>();
  const ids = new Map<string, string>();
  const replies = new Map<string, (response: XmlRpcStruct) => void>();
  let count = 0;
  const idOf = (index: number): string => `p${index + 1}`;
  const byId = new Map(programs.map((program, index) => [idOf(index), program]));
  const fault = (words: string): never => {
    throw new XmlRpcFault(words, 1);
  };
  const clientOf = (key: XmlRpcValue): Client =>
    clients.get(ids.get(wordOf(key)) ?? '') ?? fault('unknown private key');
  const programOf = (id: XmlRpcValue): TestProgram =>
    byId.get(wordOf(id)) ?? fault(`no client ${wordOf(id)}`);
  const handOver = (id: XmlRpcValue, message: XmlRpcValue): Reply => {
    const program = programOf(id);
    if (program.isDead) fault('Connection refused\n\tat java.net.Socket');
    const { 'samp.mtype': mtype, 'samp.params': params } = message as XmlRpcStruct;
    const received = { mtype: wordOf(mtype), params: params as Record<string, string> };
    if (received.mtype === 'samp.app.ping') return { result: {} };
    return program.answer?.(received) ?? null;
  };
  const methods: Record<string, (params: readonly XmlRpcValue[]) => XmlRpcValue> = {
    'samp.hub.register'([given]) {
      if (given !== secret) fault('wrong secret');
      const key = randomBytes(12).toString('hex');
      const id = `c${++count}`;
      ids.set(key, id);
      clients.set(id, { metadata: {}, subscriptions: {}, callback: null });
      return { 'samp.hub-id': 'hub', 'samp.self-id': id, 'samp.private-key': key };
    },
    'samp.hub.unregister'([key]) {
      clientOf(key);
      clients.delete(ids.get(wordOf(key))!);
      return '';
    },
    'samp.hub.declareMetadata'([key, metadata]) {
      clientOf(key).metadata = metadata as XmlRpcStruct;
      return '';
    },
    'samp.hub.setXmlrpcCallback'([key, url]) {
      clientOf(key).callback = wordOf(url);
      return '';
    },
    'samp.hub.declareSubscriptions'([key, subscriptions]) {
      clientOf(key).subscriptions = subscriptions as XmlRpcStruct;
      return '';
    },
    'samp.hub.getRegisteredClients'([key]) {
      clientOf(key);
      return ['hub', ...byId.keys(), ...clients.keys()].filter((id) => id !== ids.get(wordOf(key)));
    },
    'samp.hub.getMetadata'([key, id]) {
      clientOf(key);
      return { 'samp.name': programOf(id).name };
    },
    'samp.hub.getSubscriptions'([key, id]) {
      clientOf(key);
      return Object.fromEntries(programOf(id).mtypes.map((mtype) => [mtype, {}]));
    },
    'samp.hub.notify'([key, id, message]) {
      clientOf(key);
      handOver(id, message);
      return '';
    },
    'samp.hub.call'([key, id, tag, message]) {
      const { callback } = clientOf(key);
      const reply = handOver(id, message);
      if (reply === null) return 'message';
      const response =
        'error' in reply
          ? { 'samp.status': 'samp.error', 'samp.error': { 'samp.errortxt': reply.error } }
          : { 'samp.status': 'samp.ok', 'samp.result': reply.result };
      // After the call has returned, as a program of its own would.
      setImmediate(() => {
        void new XmlRpcClient(callback!)
          .methodCall('samp.client.receiveResponse', [key, id, tag, response])
          .catch(() => undefined);
      });
      return 'message';
    },
    'samp.hub.reply'([key, messageId, response]) {
      clientOf(key);
      replies.get(wordOf(messageId))?.(response as XmlRpcStruct);
      return '';
    },
  };
  const answerCall = answerCalls(methods);
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const isStrict = /<(?:i4|i8|int|double|boolean|nil|base64)\b|[^\x20-\x7e\n]/.exec(body);
      const out = await answerCall(isStrict ? REFUSED : body);
      response.writeHead(out.statusCode, out.headers).end(out.body);
    });
  });
  const url = `http://127.0.0.1:${await listen(server, 0)}/xmlrpc`;
  writeFileSync(
    lockFile,
    `# A hub for tests\nsamp.secret=${secret}\nsamp.hub.xmlrpc.url=${url}\nsamp.profile.version=1.3\n`,
    { mode: 0o600 },
  );
  return {
    lockUrl: `std-lockurl:${pathToFileURL(lockFile).href}`,
    url,
    clients,
    async send(mtype, params) {
      const message = { 'samp.mtype': mtype, 'samp.params': params };
      const answers = [...ids].flatMap(([key, id]) => {
        const client = clients.get(id);
        if (client?.callback == null || !(mtype in client.subscriptions)) return [];
        const messageId = `m${++count}`;
        const { promise, resolve, reject } = Promise.withResolvers<XmlRpcStruct>();
        replies.set(messageId, resolve);
        new XmlRpcClient(client.callback)
          .methodCall('samp.client.receiveCall', [key, 'p1', messageId, message])
          .catch(reject);
        return [promise];
      });
      return await Promise.all(answers);
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A call of a method that no hub has, so that the answer is a fault. */
const REFUSED =
  '<methodCall><methodName>unsupported.value</methodName><params></params></methodCall>';

function wordOf(value: XmlRpcValue): string {
  return typeof value === 'string' ? value : '';
}
