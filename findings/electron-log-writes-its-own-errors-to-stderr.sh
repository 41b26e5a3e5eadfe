#!/usr/bin/env bash
# electron-log 5.4.4: where its file can't be written, each line costs a stack trace on stderr, also with the console off.
#
# `transports.console.level = false` silences the console transport only. The file transport reports its own failures
# through the internal logger, which has no switch. A log on a full disk thus floods the terminal of a command.
set -eu
[ -e /dev/full ] || { echo "This script needs /dev/full (Linux)."; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error electron-log@5.4.4 >/dev/null
cat >run.mjs <<'JS'
import log from 'electron-log/node.js';
const logger = log.create({ logId: 'full' });
logger.transports.console.level = false;
logger.transports.file.resolvePathFn = () => '/dev/full';
logger.info('first');
logger.info('second');
JS
node run.mjs 2>stderr.txt
count=$(grep -c ENOSPC stderr.txt || true)
echo "electron-log 5.4.4, node $(node --version): $count lines with ENOSPC on stderr for 2 lines of log, console transport off"
head -3 stderr.txt
[ "$count" -ge 2 ] || { echo "The behaviour has changed."; exit 1; }
