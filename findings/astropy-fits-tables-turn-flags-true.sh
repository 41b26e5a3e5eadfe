#!/usr/bin/env bash
# astropy 5.2.1: a column of flags written to a FITS table comes back as True throughout, without a warning.
#
# Columns of int8 are written as logical (TFORM L), so that 3 and -1 read as True. A masked logical is written as its
# fill value, which is True, and not as the standard's undefined (a zero byte), so that "unknown" reads as True.
set -eu
command -v apt-get >/dev/null || { echo "This script needs Debian 12 and its python3-astropy 5.2.1."; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in python3-astropy=5.2.1-2+deb12u1 python3-erfa liberfa1 python3-numpy python3-pkg-resources python3-yaml python3-packaging libblas3 liblapack3 libgfortran5 libquadmath0; do
  apt-get download -q "$package" >/dev/null 2>&1 || { echo "$package cannot be downloaded: run apt-get update."; exit 2; }
done
for file in ./*.deb; do dpkg -x "$file" .; done
export PYTHONPATH="$work/usr/lib/python3/dist-packages"
libraries=$(find "$work/usr/lib" -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -sd:)
export LD_LIBRARY_PATH="$libraries"
/usr/bin/python3 -W error - <<'PY'
import numpy as np, astropy
from astropy.io import fits
from astropy.table import MaskedColumn, Table
print('astropy', astropy.__version__)
table = Table({
    'quality': np.array([-1, 2, 3], dtype='i1'),
    'resolved': MaskedColumn([False, False, True], mask=[False, True, False]),
})
table.write('flags.fits')
with fits.open('flags.fits') as hdus:
    print('TFORM1', hdus[1].header['TFORM1'], 'of int8;', 'TFORM2', hdus[1].header['TFORM2'], 'of a masked logical')
back = Table.read('flags.fits')
print('quality', list(table['quality']), 'reads as', list(back['quality']))
print('resolved', list(table['resolved']), 'reads as', list(back['resolved']))
assert list(back['quality']) == [True, True, True], 'Columns of int8 keep their numbers: the behaviour has changed.'
assert list(back['resolved']) == [False, True, True], 'A masked logical stays unknown: the behaviour has changed.'
PY
