"""Compares cutouts with astropy's own: reads {"whole", "cutouts": [{file, ra, dec, size_deg, mode}]} as JSON."""
import json
import sys
import warnings

import numpy as np
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.nddata import Cutout2D
from astropy.wcs import WCS

warnings.simplefilter("ignore")
asked = json.load(sys.stdin)
with fits.open(asked["whole"]) as whole:
    plane = whole[0].data[0, 0]
    world = WCS(whole[0].header).celestial
    answers = []
    for one in asked["cutouts"]:
        with fits.open(one["file"], checksum=True) as ours:
            position = SkyCoord(one["ra"], one["dec"], unit="deg", frame="icrs")
            side = round(one["size_deg"] / abs(whole[0].header["CDELT2"]))
            mode = one.get("mode", "partial")
            theirs = Cutout2D(plane, position, side, wcs=world, mode=mode, fill_value=np.nan)
            data = ours[0].data
            centre = WCS(ours[0].header).celestial.pixel_to_world(side / 2, side / 2)
            expected = theirs.wcs.pixel_to_world(side / 2, side / 2)
            answers.append({
                "shape": list(data.shape),
                "same": bool(np.array_equal(data.reshape(data.shape[-2:]), theirs.data, equal_nan=True)),
                "values": int(np.isfinite(theirs.data).sum()),
                "arcsec": float(centre.separation(expected).arcsec),
            })
json.dump(answers, sys.stdout)
