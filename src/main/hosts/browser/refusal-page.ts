type Refusal =
  | 'wrong-host'
  | 'wrong-origin'
  | 'wrong-method'
  | 'wrong-token'
  | 'not-known'
  | 'not-here';

const PRINTED_ADDRESS = 'the address that <code>vast-pilot serve</code> printed when it started';

const TEXTS: Readonly<Record<Refusal, string>> = {
  'wrong-host':
    'This server answers at the names 127.0.0.1 and localhost only. To reach it from another machine, ' +
    `make a tunnel with <code>ssh -L</code>, and then open ${PRINTED_ADDRESS}.`,
  'wrong-origin': 'Pages of other sites get nothing from this server.',
  'wrong-method': 'This server only hands out pages.',
  'wrong-token': `The key in this address is not the key of the server that runs now. Open ${PRINTED_ADDRESS}.`,
  // Browsers keep a strict cookie back where a link of another site led here; the link in our own page gets it sent.
  'not-known': `This browser is not known here yet. Open ${PRINTED_ADDRESS}. If you have just done that, <a href="/">go on to the app</a>.`,
  'not-here': 'There is nothing at this address. <a href="/">Go to the app</a>.',
};

/** The page for a refused request: the reason, and what to do. It repeats nothing of the request. */
export function refusalPage(why: Refusal): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>VAST Pilot Downloader</title>
</head>
<body>
<h1>VAST Pilot Downloader</h1>
<p>${TEXTS[why]}</p>
</body>
</html>
`;
}
