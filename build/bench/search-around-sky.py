"""Times astropy's search_around_sky: files of float64 pairs with sources and beams, and the limit in degrees."""

import json
import sys
import time

import astropy.units as u
import numpy as np
from astropy.coordinates import SkyCoord, search_around_sky


def read(name):
    pairs = np.fromfile(name).reshape(-1, 2)
    return SkyCoord(pairs[:, 0] * u.deg, pairs[:, 1] * u.deg)


sources, beams, limit = read(sys.argv[1]), read(sys.argv[2]), float(sys.argv[3])
start = time.perf_counter()
index, _, _, _ = search_around_sky(sources, beams, limit * u.deg)
seconds = time.perf_counter() - start
json.dump({"seconds": seconds, "seen": int(np.unique(index).size)}, sys.stdout)
