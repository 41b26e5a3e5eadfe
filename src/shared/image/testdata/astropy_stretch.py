"""What astropy makes of values: reads samples as JSON on stdin, writes zscale limits and stretches as JSON."""

import json
import sys

import numpy as np
from astropy.visualization import AsinhStretch, LinearStretch, LogStretch, SqrtStretch, ZScaleInterval

STRETCHES = {"linear": LinearStretch(), "sqrt": SqrtStretch(), "asinh": AsinhStretch(), "log": LogStretch()}

asked = json.load(sys.stdin)
limits = []
for values in asked["values"]:
    array = np.array([np.nan if value is None else value for value in values], dtype=np.float32)
    limits.append([float(limit) for limit in ZScaleInterval().get_limits(array.astype(np.float64))])
places = np.array(asked["places"])
json.dump({"limits": limits, "stretched": {name: stretch(places).tolist() for name, stretch in STRETCHES.items()}}, sys.stdout)
