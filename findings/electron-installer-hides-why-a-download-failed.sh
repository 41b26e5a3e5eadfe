#!/usr/bin/env bash
# electron 45.4.1: `npm install electron` brings no runtime, and its own install.js says "fetch failed" without the reason.
#
# Since version 42 the package has no install script, so npm ends well and the runtime is missing until something asks for
# it. install.js then prints err.stack only; Node's fetch keeps the reason (here ECONNREFUSED: nobody listens at the
# mirror) in err.cause, so a user learns neither the address nor whether a proxy, a name or a refusal was at fault.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error electron@45.4.1 node@24.21.0 >/dev/null
[ ! -e node_modules/electron/dist ] || { echo "npm install brought a runtime: the behaviour has changed."; exit 1; }
echo "electron $(node -p "require('electron/package.json').version"): npm install ended well, and there is no runtime."
# A port that was free a moment ago.
port=$(node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })")
status=0
ELECTRON_MIRROR="http://127.0.0.1:$port/" electron_config_cache="$work/cache" \
  ./node_modules/.bin/node node_modules/electron/install.js >output.txt 2>&1 || status=$?
echo "install.js ended with $status and said:"
head -3 output.txt
if [ "$status" -eq 0 ] || ! grep -q 'fetch failed' output.txt || grep -q "ECONNREFUSED\|127.0.0.1:$port" output.txt; then
  echo "The behaviour has changed."
  exit 1
fi
