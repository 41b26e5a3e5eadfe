#!/usr/bin/env bash
# astropy 5.2.1 with fsspec 2022.11: a server that answers 200 to a range request gives wrong pixels, without an error.
#
# Section reads of remote FITS files (`fits.open(URL, use_fsspec=True)`) ask for byte ranges. A server may ignore a range
# (RFC 9110, 14.2), and Python's own http.server does. astropy then takes the first bytes of the file for the range.
set -eu
command -v apt-get >/dev/null || { echo "This script needs Debian 12 and its python3-astropy 5.2.1."; exit 2; }
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
server=
cd "$work"
for package in python3-fsspec=2022.11.0-1 python3-aiohttp python3-aiosignal python3-async-timeout python3-frozenlist \
  python3-multidict python3-yarl python3-attr python3-charset-normalizer python3-idna; do
  apt-get download -q "$package" >/dev/null 2>&1 || { echo "$package cannot be downloaded: run apt-get update."; exit 2; }
done
for file in ./*.deb; do dpkg -x "$file" .; done
export PYTHONPATH="$work/usr/lib/python3/dist-packages"
/usr/bin/python3 - <<'PY'
import numpy as np
from astropy.io import fits
# Every pixel holds its own row.
rows = np.repeat(np.arange(3000, dtype='>f4')[:, None], 3000, axis=1)
fits.PrimaryHDU(rows).writeto('rows.fits')
PY
/usr/bin/python3 -m http.server --bind 127.0.0.1 0 >server.log 2>&1 &
server=$!
for _ in $(seq 100); do
  port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' server.log)
  [ -n "$port" ] && break
  /usr/bin/python3 -c 'import time; time.sleep(0.05)'
done
PORT=$port /usr/bin/python3 - <<'PY'
import os, astropy, fsspec
from astropy.io import fits
print('astropy', astropy.__version__, 'fsspec', fsspec.__version__)
url = f"http://127.0.0.1:{os.environ['PORT']}/rows.fits"
with fits.open(url, use_fsspec=True, fsspec_kwargs={'block_size': 65536, 'cache_type': 'bytes'}) as hdus:
    cut = hdus[0].section[2000:2003, 0:5]
print('rows 2000 to 2002 read as', cut[:, 0])
assert not (cut[:, 0] == [2000, 2001, 2002]).all(), 'The pixels are right: the behaviour has changed.'
PY
