"""Writes one small table in every format of astropy that is read here."""

import astropy.units as u
from astropy.table import Table

table = Table(
    {
        "name": ["PSR J2144-3933", "Q 2123-4429B", "ESO 148-IG02", "south of 0"],
        "ra": [326.02539, 321.74958333333, 348.945, 3.1] * u.deg,
        "dec": [-39.56889, -44.26861111111, -59.05444444444, -0.25] * u.deg,
        "flux": [1.5, 2.25, float("nan"), 4.0] * u.mJy,
        "number": [1, 2, 3, 4],
    }
)
table["ra"].info.meta = {"ucd": "pos.eq.ra;meta.main"}
for name, how, more in [
    ("csv", "ascii.csv", {}),
    ("ecsv", "ascii.ecsv", {}),
    ("tab", "ascii.tab", {}),
    ("commented", "ascii.commented_header", {}),
    ("fixed", "ascii.fixed_width", {}),
    ("two-line", "ascii.fixed_width_two_line", {}),
    ("ipac", "ascii.ipac", {}),
    ("basic", "ascii.basic", {}),
    ("votable.xml", "votable", {}),
    ("binary.xml", "votable", {"tabledata_format": "binary"}),
    ("binary2.xml", "votable", {"tabledata_format": "binary2"}),
    ("fits", "fits", {}),
]:
    table.write(f"astropy.{name}", format=how, overwrite=True, **more)
