"""Prints the columns of a VOTable, read from stdin as JSON text, as astropy reads them: masked values are null."""
import io
import json
import sys
import warnings

warnings.simplefilter('ignore')
from astropy.io.votable import parse_single_table

text = json.load(sys.stdin)
table = parse_single_table(io.BytesIO(text.encode()))
columns = {}
for field in table.fields:
    values = table.array[field.ID]
    cells = [None if masked else value for value, masked in zip(values.data.tolist(), values.mask.tolist())]
    columns[field.name] = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
json.dump(columns, sys.stdout)
