"""Measures positions in a catalogue and an rms map by astropy; reads their files and positions as JSON from stdin."""
import json
import sys
import warnings

warnings.simplefilter('ignore')
import astropy.units as u
import numpy as np
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.io.votable import parse_single_table
from astropy.wcs import WCS

asked = json.load(sys.stdin)
table = parse_single_table(asked['catalogue']).to_table(use_names_over_ids=True)
components = SkyCoord(table['ra_deg_cont'].data.data * u.deg, table['dec_deg_cont'].data.data * u.deg)
sources = SkyCoord([p['raDeg'] for p in asked['positions']] * u.deg, [p['decDeg'] for p in asked['positions']] * u.deg)
index, separation, _ = sources.match_to_catalog_sky(components)
with fits.open(asked['map']) as hdus:
    data = np.squeeze(hdus[0].data)
    wcs = WCS(hdus[0].header).celestial
    unit = u.Unit(hdus[0].header['BUNIT'])
    x, y = wcs.world_to_pixel(sources)
answers = []
for i, source in enumerate(sources):
    row = table[int(index[i])]
    px, py = int(np.round(x[i])), int(np.round(y[i]))
    inside = 0 <= px < data.shape[1] and 0 <= py < data.shape[0]
    rms = float((data[py, px] * unit).to_value('mJy/beam')) if inside else None
    answers.append({
        'id': str(row['component_id']).strip(),
        'separationArcsec': float(separation[i].to_value(u.arcsec)),
        'positionAngleDeg': float(source.position_angle(components[index[i]]).to_value(u.deg)),
        'peak': [float(row['flux_peak']), float(row['flux_peak_err'])],
        'int': [float(row['flux_int']), float(row['flux_int_err'])],
        'rms': None if rms is None or np.isnan(rms) else rms,
    })
json.dump(answers, sys.stdout)
