"""What astropy reads in cutouts: names of folders of files on stdin as JSON, its answers as JSON."""

import json
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.nddata import Cutout2D
from astropy.wcs import WCS

answers = []
for asked in json.load(sys.stdin):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with fits.open(asked["cutout"], checksum=True) as cut:
            sums = [str(each.message) for each in caught if "hecksum" in str(each.message)]
            pixels = np.array(cut[0].data)
            header = cut[0].header
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with fits.open(asked["source"]) as source:
            hdu = next(each for each in source if each.data is not None)
            # Axes before and behind those of the sky have length 1.
            plane = np.array(hdu.data).squeeze()
            wcs, theirs = WCS(header).celestial, WCS(hdu.header).celestial
            x0, y0, x1, y1 = asked["box"]
            kept = Cutout2D(
                plane,
                ((x0 + x1 - 1) / 2, (y0 + y1 - 1) / 2),
                (y1 - y0, x1 - x0),
                mode="partial",
                fill_value=np.nan if plane.dtype.kind == "f" else hdu.header.get("BLANK", 0),
                wcs=theirs,
            )
            spots = np.array([[0, 0], [x1 - x0 - 1, 0], [3.25, y1 - y0 - 1]])
            off = wcs.wcs_pix2world(spots, 0) - kept.wcs.wcs_pix2world(spots, 0)
    answers.append(
        {
            "sums": sums,
            "shape": list(pixels.shape),
            "isSame": bool(np.array_equal(pixels.squeeze(), kept.data.squeeze(), equal_nan=plane.dtype.kind == "f")),
            "type": str(pixels.dtype) + " " + str(plane.dtype),
            "offDeg": float(np.abs(off).max()),
            "history": [str(line) for line in header["HISTORY"]][-1],
        }
    )
json.dump(answers, sys.stdout)
