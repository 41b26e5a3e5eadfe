#!/usr/bin/env bash
# astropy 5.2.1: ZScaleInterval takes the limits of a square image of 1000, 2000, 3000, 5000 or 10,000 pixels a side from
# one column of it.
#
# It picks every n-th pixel of the flattened image, n = pixels ÷ 1000. Where the image's width divides n, all thousand
# samples come from the first column, and the display's limits say nothing about the rest of the image.
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
/usr/bin/python3 - <<'PY'
import numpy as np, astropy
from astropy.visualization import ZScaleInterval
print('astropy', astropy.__version__)
noise = np.random.default_rng(1)
for side in (999, 1000, 2000, 3000, 10000):
    # Noise of sigma 1 about 0; the first column lies at 5 with a sigma of 0.01.
    image = noise.standard_normal((side, side), dtype='f4')
    image[:, 0] = 5 + 0.01 * image[:, 0]
    low, high = ZScaleInterval().get_limits(image)
    print(f'{side} × {side}: limits {low:.2f} to {high:.2f}')
    if side == 999:
        assert low < -1 and high < 6, 'A side of 999 no longer samples all columns.'
    else:
        assert low > 4.9 and high < 5.1, 'More than the first column is sampled: the behaviour has changed.'
PY
