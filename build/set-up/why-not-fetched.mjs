/** The meanings of error codes of a failed connection. */
const NETWORK_CODES = {
  ENOTFOUND: 'the name of the server could not be resolved (is the network there?)',
  EAI_AGAIN: 'the name of the server could not be resolved (is the network there?)',
  ECONNREFUSED: 'the server refused the connection',
  ENETUNREACH: 'the network is unreachable',
  EHOSTUNREACH: 'the server is unreachable',
  ETIMEDOUT: 'the server did not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the server did not answer',
  ECONNRESET: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the connection broke off',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is not trusted here (behind a proxy that reads along, NODE_EXTRA_CA_CERTS names its certificate)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is not trusted here (behind a proxy that reads along, NODE_EXTRA_CA_CERTS names its certificate)',
};

/** The path that an error of the file system names: the target of a copy, or the only one. */
const pathIn = (words) => (/-> '([^']+)'/.exec(words) ?? / '([^']+)'/.exec(words))?.[1] ?? null;

/**
 * The reason why Electron's installer failed, as one clause.
 *
 * @param output its output
 * @param network the last failure of a request (`code`, `message`), or null
 * @param host the server's name, or null before any request
 * @param temporary the folder of the download
 */
export function whyNotFetched({ output, network, host, temporary }) {
  const status = /Response code (\d+ \([^)]*\)|\d+)/.exec(output)?.[1];
  if (status !== undefined) return `${host ?? 'the server'} answered ${status}`;
  if (/did not match expected checksum/.test(output)) {
    return `the checksum of the file from ${host ?? 'the cache'} is wrong, so the file was discarded`;
  }
  const full = /(?:ENOSPC|EDQUOT)[^\n]*|[^\n]*No space left on device[^\n]*/i.exec(output)?.[0];
  if (full !== undefined) {
    // An error of a write has no path, and only the download is written.
    return `the disk is full at ${pathIn(full) ?? temporary}`;
  }
  const denied = /(?:EACCES|EPERM|EROFS)[^\n]*/.exec(output)?.[0];
  if (denied !== undefined) return `a file could not be written: ${denied}`;
  if (/No checksum found/.test(output)) return 'Electron has no runtime for this system';
  if (network !== null) {
    const meaning = NETWORK_CODES[network.code] ?? network.message;
    return host === null ? meaning : `${host}: ${meaning}`;
  }
  const line = output.split('\n').find((each) => /error/i.test(each)) ?? output.split('\n')[0];
  return line?.trim() || 'its installer ended without a word';
}
