import { XmlRpcClient, XmlRpcFault } from '@foxglove/xmlrpc';
import { AppError } from '#shared/errors/app-error.ts';
import { fromWire, type SampValue, toWire } from './wire-values.ts';

/** A hub on loopback answers within milliseconds. */
const TIMEOUT_MS = 5_000;

/** Calls a method of the hub. Rejects with AppError `api` if the hub faults, `network` if it does not answer. */
export type CallHub = (method: string, ...params: readonly SampValue[]) => Promise<SampValue>;

export function createHubCaller(url: string): CallHub {
  const client = new XmlRpcClient(url);
  return async (method, ...params) => {
    const sent = params.map(toWire);
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), TIMEOUT_MS);
    });
    try {
      return fromWire(await Promise.race([client.methodCall(method, sent), tooLate]));
    } catch (error) {
      if (error instanceof XmlRpcFault) {
        const words = error.faultString ?? 'no reason given';
        // JSAMP puts a stack trace below the first line.
        const [first = ''] = words.split('\n');
        throw new AppError('api', `The SAMP hub refuses ${method}: ${first}`);
      }
      // The library's own words name the hub's address.
      throw new AppError('network', 'The SAMP hub does not answer.');
    } finally {
      clearTimeout(timer);
    }
  };
}
