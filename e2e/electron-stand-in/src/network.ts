import { browser } from './browser.ts';
import type { RequestPaused } from './cdp.ts';
import { preventable } from './emitter.ts';
import { origins } from './origins.ts';
import { type Page, pageOfFrame } from './page.ts';
import { handlerOf, type ProtocolHandler } from './protocol.ts';
import { defaultSession } from './session.ts';
import { webFrame } from './web-frame.ts';
import { allWebContents } from './web-contents.ts';

type Refusal = 'Aborted' | 'Failed' | 'BlockedByClient' | 'AddressUnreachable';

/**
 * Every request of every page stops here first: documents, so that the app may prevent the navigation; addresses of
 * the app's own schemes, to be answered by its handlers; and the network's, for the listeners of webRequest.
 */
export async function watchNetwork(): Promise<void> {
  browser.root.on(
    'Fetch.requestPaused',
    (event) => void decide(event).catch((error: unknown) => fail(event, error)),
  );
  await browser.root.send('Fetch.enable', {
    patterns: [{ urlPattern: '*', requestStage: 'Request' }],
  });
}

async function decide(event: RequestPaused): Promise<void> {
  const { request, resourceType } = event;
  if (event.responseStatusCode !== undefined) return receive(event);
  if (event.responseErrorReason !== undefined) return proceed(event);

  const page = await pageOfFrame(event.frameId);
  if (resourceType === 'Document') {
    // A window that a page has opened in spite of all is being closed; nothing is loaded into it.
    if (page === undefined) return refuse(event, 'Aborted');
    if (navigationPrevented(page, event)) return refuse(event, 'Aborted');
  }
  const appUrl = origins.toApp(request.url);
  if (appUrl === request.url) return overNetwork(event);
  // Chromium's own window asks for an icon, which Electron's does not.
  if (resourceType === 'Other' && /^[^?]*\/favicon\.ico$/.test(appUrl))
    return refuse(event, 'Failed');
  const handler = handlerOf(appUrl);
  if (handler === undefined) return refuse(event, 'AddressUnreachable');
  return serve(event, appUrl, handler);
}

function navigationPrevented(page: Page, event: RequestPaused): boolean {
  const contents = allWebContents().find((each) => each.standInPage === page);
  const frame = page.frames.get(event.frameId);
  if (contents === undefined || frame === undefined) return false;
  const redirected = event.redirectedRequestId !== undefined;
  if (!redirected && !page.tookInitiative(event.frameId, event.request.url)) return false;
  const isMainFrame = frame.parentId === undefined;
  const url = origins.toApp(event.request.url);
  const navigation = preventable({
    url,
    isMainFrame,
    isSameDocument: false,
    frame: webFrame(page, frame),
  });
  if (redirected) {
    contents.emit('will-redirect', navigation, url, false, isMainFrame, 1, 1);
  } else {
    contents.emit('will-frame-navigate', navigation);
    if (isMainFrame) contents.emit('will-navigate', navigation, url, false, true, 1, 1);
  }
  return navigation.defaultPrevented;
}

/** Has an address of the app answered by the handler of its scheme. */
async function serve(event: RequestPaused, url: string, handler: ProtocolHandler): Promise<void> {
  const { method, headers, postDataEntries } = event.request;
  const body = Buffer.concat(
    (postDataEntries ?? []).map(({ bytes = '' }) => Buffer.from(bytes, 'base64')),
  );
  const request = new Request(url, { method, headers, body: body.length > 0 ? body : null });
  const response = await handler(request);
  if (response.type === 'error') return refuse(event, 'Failed');
  await browser.root.trySend('Fetch.fulfillRequest', {
    requestId: event.requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({
      name,
      value: headerToBrowser(name, value),
    })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  });
}

function headerToBrowser(name: string, value: string): string {
  if (name === 'location') return origins.toBrowser(value);
  return name.startsWith('content-security-policy') ? origins.policyToBrowser(value) : value;
}

async function overNetwork(event: RequestPaused): Promise<void> {
  const { standInWebRequest: webRequest } = defaultSession;
  const { cancel, redirectURL } = await webRequest.beforeRequest(event);
  if (cancel === true) return refuse(event, 'BlockedByClient');
  const url = redirectURL === undefined ? undefined : origins.toBrowser(redirectURL);
  await browser.root.trySend('Fetch.continueRequest', {
    requestId: event.requestId,
    ...(url === undefined ? {} : { url }),
    interceptResponse: webRequest.wantsHeaders(event.request.url),
  });
}

/** The headers of an answer have arrived, its body has not. */
async function receive(event: RequestPaused): Promise<void> {
  const { cancel, responseHeaders } = await defaultSession.standInWebRequest.headersReceived(event);
  if (cancel === true) return refuse(event, 'BlockedByClient');
  if (responseHeaders === undefined) return proceed(event);
  const headers = Object.entries(responseHeaders).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value })),
  );
  // Given with its body as a new answer, because Chromium has read the policy of this one already.
  const { requestId } = event;
  const { body, base64Encoded } = await browser.root.send('Fetch.getResponseBody', { requestId });
  await browser.root.trySend('Fetch.fulfillRequest', {
    requestId,
    responseCode: event.responseStatusCode ?? 200,
    responseHeaders: headers,
    body: base64Encoded ? body : Buffer.from(body).toString('base64'),
  });
}

async function proceed({ requestId }: RequestPaused): Promise<void> {
  await browser.root.trySend('Fetch.continueRequest', { requestId });
}

async function refuse({ requestId }: RequestPaused, errorReason: Refusal): Promise<void> {
  await browser.root.trySend('Fetch.failRequest', { requestId, errorReason });
}

/** If a handler throws, the request fails, as in Electron. */
async function fail(event: RequestPaused, error: unknown): Promise<void> {
  console.error(`No answer for ${event.request.url}:`, error);
  await refuse(event, 'Failed');
}
