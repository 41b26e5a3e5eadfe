#!/usr/bin/env bash
# Chromium 156: scrollIntoView(), scrollTo() and scrollBy() return a Promise, where all browsers returned undefined.
#
# An arrow function passes that on. React takes what an effect returns for its clean-up and calls it, so that
# `useEffect(() => element.scrollIntoView())` ends the page at the next change, with "is not a function".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
browser=$(command -v chromium) || { echo "This script needs Debian's chromium: apt-get install chromium"; exit 2; }
"$browser" --version 2>/dev/null
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error react@19.2.0 react-dom@19.2.0 esbuild@0.25.11 >/dev/null
cat >page.mjs <<'JS'
import { createElement, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

const kindOf = (value) => (value instanceof Promise ? 'a Promise' : String(value));
const returned = ['scrollIntoView', 'scrollTo', 'scrollBy'].map((name) => `${name}: ${kindOf(document.body[name](0, 0))}`);
function Page() {
  const element = useRef(null);
  const [count, setCount] = useState(0);
  useEffect(() => element.current.scrollIntoView(), [count]);
  useEffect(() => setCount(1), []);
  return createElement('p', { ref: element }, `count ${count}`);
}
const root = document.createElement('div');
document.body.append(root);
const say = (what) => (document.title = `${returned.join(', ')}; React: ${what}`);
createRoot(root, { onUncaughtError: (error) => say(error.message.replace(/^\w+ is/, 'clean-up is')) }).render(createElement(Page));
requestAnimationFrame(() => requestAnimationFrame(() => document.title || say(root.textContent)));
JS
npx esbuild page.mjs --bundle --define:process.env.NODE_ENV='"production"' --outfile=page.js --log-level=error
echo '<!doctype html><title></title><body><script src="page.js"></script>' >page.html
"$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$work/profile" \
  --virtual-time-budget=3000 --dump-dom "file://$work/page.html" 2>/dev/null | sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' >title.txt
cat title.txt
grep -q 'scrollIntoView: a Promise' title.txt || { echo "It returns no Promise: the behaviour has changed."; exit 1; }
grep -q 'clean-up is not a function' title.txt || { echo "React does not call it: the behaviour has changed."; exit 1; }
