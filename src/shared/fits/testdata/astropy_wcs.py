"""What astropy makes of pixels of images: reads headers and pixels as JSON on stdin, writes its answers as JSON."""

import json
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

warnings.simplefilter("ignore")


def pairs(a, b):
    rows = np.column_stack([a, b])
    return [None if np.isnan(row).any() else row.tolist() for row in rows]


answers = []
for asked in json.load(sys.stdin):
    header = fits.Header.fromstring(asked["header"].encode("latin1"))
    wcs = WCS(header)
    lon, lat = wcs.wcs.lng, wcs.wcs.lat
    x, y = sorted([lon, lat])
    pixels = np.tile(np.array(asked["plane"], dtype=float), (len(asked["pixels"]), 1))
    pixels[:, [x, y]] = asked["pixels"]
    world = wcs.wcs_pix2world(pixels, 0)
    # What one way refuses is asked of the other as some other direction.
    good = np.isfinite(world).all(axis=1)
    back = np.full_like(pixels, np.nan)
    if good.any():
        back[good] = wcs.wcs_world2pix(world[good], 0)
    answers.append({"sky": pairs(world[:, lon], world[:, lat]), "pixels": pairs(back[:, x], back[:, y])})
json.dump(answers, sys.stdout)
