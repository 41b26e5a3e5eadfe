import { type HttpServer, XmlRpcServer, type XmlRpcValue } from '@foxglove/xmlrpc';

/** Answers the body of an XML-RPC call. An XmlRpcFault that a method throws is sent as a fault, with its words. */
export type AnswerCall = (body: string) => Promise<Awaited<ReturnType<HttpServer['handler']>>>;

/** Answers calls by these methods. The library has no way to answer one without a server of its own. */
export function answerCalls(
  methods: Readonly<
    Record<string, (params: readonly XmlRpcValue[]) => XmlRpcValue | Promise<XmlRpcValue>>
  >,
): AnswerCall {
  const server: HttpServer = {
    handler: async () => ({ statusCode: 404 }),
    url: () => undefined,
    port: () => undefined,
    listen: async () => undefined,
    close: () => undefined,
  };
  const dispatcher = new XmlRpcServer(server);
  for (const [name, method] of Object.entries(methods)) {
    dispatcher.setHandler(name, async (_, params) => await method(params));
  }
  return (body) => server.handler({ body });
}
