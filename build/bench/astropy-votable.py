"""Times astropy.table reading a VOTable; prints JSON."""

import json
import sys
import time
import warnings

from astropy.table import Table

warnings.simplefilter("ignore")
start = time.perf_counter()
table = Table.read(sys.argv[1], format="votable")
seconds = time.perf_counter() - start
json.dump({"seconds": seconds, "rows": len(table)}, sys.stdout)
