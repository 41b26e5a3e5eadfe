"""What astropy makes of positions: reads them as JSON on stdin, writes its answers as JSON."""

import json
import sys

import astropy.units as u
import numpy as np
from astropy.coordinates import SkyCoord, SkyOffsetFrame
from astropy.wcs import WCS


def pairs(lon, lat):
    return np.column_stack([lon.deg, lat.deg]).tolist()


asked = json.load(sys.stdin)
a = SkyCoord(np.array(asked["a"]) * u.deg, frame="icrs")
b = SkyCoord(np.array(asked["b"]) * u.deg, frame="icrs")
offsets = b.transform_to(SkyOffsetFrame(origin=a))

centre = np.array(asked["centre"])
wcs = WCS(naxis=2)
wcs.wcs.ctype = ["RA---SIN", "DEC--SIN"]
wcs.wcs.crval = centre
wcs.wcs.crpix = [0, 0]
# One degree a pixel, so that pixels are offsets in the plane, east to the left.
wcs.wcs.cdelt = [-1, 1]
plane = wcs.wcs_world2pix(np.array(asked["near"]), 0)



def whole_sky(projection, lonlat):
    """Degrees in the plane, x to the east, around longitude 0."""
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---" + projection, "DEC--" + projection]
    wcs.wcs.crval = [0, 0]
    wcs.wcs.crpix = [0, 0]
    wcs.wcs.cdelt = [1, 1]
    return wcs.wcs_world2pix(lonlat, 0) + 1


everywhere = np.array(asked["a"])
everywhere[:, 0] -= 180
mollweide = whole_sky("MOL", everywhere)
# FITS has no projection of Aitoff; its AIT is Hammer's. By definition Aitoff's is ARC of half the longitude, doubled.
aitoff = whole_sky("ARC", everywhere * [0.5, 1]) * [2, 1]

beams = []
for ra, dec in asked["fields"]:
    footprint = np.array(asked["footprint"])
    frame = SkyOffsetFrame(origin=SkyCoord(ra, dec, unit="deg"))
    at = SkyCoord(footprint[:, 0] * u.deg, footprint[:, 1] * u.deg, frame=frame).icrs
    beams.append(pairs(at.ra, at.dec))

json.dump(
    {
        "separations": a.separation(b).deg.tolist(),
        "angles": a.position_angle(b).deg.tolist(),
        "offsets": pairs(offsets.lon.wrap_at(180 * u.deg), offsets.lat),
        "galactic": pairs(a.galactic.l, a.galactic.b),
        "fk5": pairs(a.fk5.ra, a.fk5.dec),
        "plane": (plane + 1).tolist(),
        "mollweide": mollweide.tolist(),
        "aitoff": aitoff.tolist(),
        "beams": beams,
    },
    sys.stdout,
)
