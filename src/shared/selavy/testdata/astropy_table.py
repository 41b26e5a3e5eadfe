"""Reads a VOTable from stdin as JSON text: its columns, in whole Jy/beam where they are mJy/beam, and its warnings."""
import io
import json
import sys
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    from astropy.table import Table
    caught.clear()
    table = Table.read(io.BytesIO(json.load(sys.stdin).encode()), format='votable')
    said = [str(each.message) for each in caught]
columns = {}
for name in table.colnames:
    column = table[name]
    if str(column.unit) == 'mJy / beam':
        column = column.to('Jy/beam')
    values = column.filled(-99) if hasattr(column, 'filled') else column
    columns[name] = [str(v) if isinstance(v, str) else (None if v != v or v == -99 else float(getattr(v, 'value', v))) for v in values]
json.dump({'columns': columns, 'warnings': said}, sys.stdout)
