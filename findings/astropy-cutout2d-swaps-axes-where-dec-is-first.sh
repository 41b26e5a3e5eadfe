#!/usr/bin/env bash
# astropy 5.2.1: Cutout2D at a SkyCoord cuts another place, without a word, where the image's first axis is declination.
#
# FITS allows either order of the two axes. WCS.world_to_pixel handles both; skycoord_to_pixel, by which Cutout2D finds its
# centre, returns x and y the wrong way round.
set -eu
command -v apt-get >/dev/null || { echo "This script needs Debian 12 and its python3-astropy 5.2.1."; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in python3-astropy=5.2.1-2+deb12u1 python3-erfa liberfa1 python3-numpy python3-pkg-resources python3-yaml \
  python3-packaging libblas3 liblapack3 libgfortran5 libquadmath0; do
  apt-get download -q "$package" >/dev/null 2>&1 || { echo "$package cannot be downloaded: run apt-get update."; exit 2; }
done
for file in ./*.deb; do dpkg -x "$file" .; done
export PYTHONPATH="$work/usr/lib/python3/dist-packages"
libraries=$(find "$work/usr/lib" -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -sd:)
LD_LIBRARY_PATH="$libraries" /usr/bin/python3 -W ignore - <<'PY'
import numpy as np, astropy
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.nddata import Cutout2D
from astropy.wcs import WCS
from astropy.wcs.utils import skycoord_to_pixel
print('astropy', astropy.__version__)
source = SkyCoord(10, -5.01, unit='deg')
axes = {'RA first': ('RA---SIN', 'DEC--SIN', 10, -5, -0.001, 0.001), 'Dec first': ('DEC--SIN', 'RA---SIN', -5, 10, 0.001, -0.001)}
peak = {}
for order, (one, two, crval1, crval2, cdelt1, cdelt2) in axes.items():
    header = fits.Header()
    for key, value in dict(NAXIS=2, NAXIS1=60, NAXIS2=60, CTYPE1=one, CTYPE2=two, CRVAL1=crval1, CRVAL2=crval2, CRPIX1=30,
                           CRPIX2=30, CDELT1=cdelt1, CDELT2=cdelt2).items():
        header[key] = value
    wcs = WCS(header)
    x, y = (int(round(float(each))) for each in wcs.world_to_pixel(source))
    image = np.zeros((60, 60))
    image[y, x] = 1  # The source, and nothing else.
    cut = Cutout2D(image, source, 5, wcs=wcs)
    swapped = [round(float(each)) for each in skycoord_to_pixel(source, wcs)]
    peak[order] = cut.data.max()
    print(f'{order}: world_to_pixel {[x, y]}, skycoord_to_pixel {swapped}, brightest pixel of the cutout {peak[order]}')
assert peak['RA first'] == 1, 'The source is missed where RA is first, too.'
assert peak['Dec first'] == 0, 'The source is found: the behaviour has changed.'
PY
