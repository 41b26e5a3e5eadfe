"""The same cutouts with astropy in a loop: reads JSON of a file, prints seconds and cutouts as JSON.

    {"images": [{"name": path or URL, "positions": [[ra, dec], ...]}], "side": pixels, "out": folder}
"""
import json
import sys
import time
import warnings

from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.nddata import Cutout2D
from astropy.wcs import WCS

warnings.simplefilter("ignore")
with open(sys.argv[1], encoding="utf8") as file:
    asked = json.load(file)
side, count = asked["side"], 0
start = time.perf_counter()
for image in asked["images"]:
    is_remote = image["name"].startswith("http")
    options = {"use_fsspec": True} if is_remote else {"memmap": True}
    with fits.open(image["name"], **options) as hdus:
        hdu = hdus[0]
        world = WCS(hdu.header)
        for ra, dec in image["positions"]:
            pixels = hdu.section if is_remote else hdu.data
            cut = Cutout2D(pixels, SkyCoord(ra, dec, unit="deg"), side, wcs=world)
            out = fits.PrimaryHDU(cut.data, cut.wcs.to_header())
            out.writeto(f"{asked['out']}/{count}.fits", overwrite=True)
            count += 1
print(json.dumps({"seconds": time.perf_counter() - start, "cut": count}))
