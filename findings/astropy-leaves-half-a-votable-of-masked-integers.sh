#!/usr/bin/env bash
# astropy 5.2.1: a table with a masked integer column is not written as VOTable BINARY or BINARY2 ("NaN given in an
# integral field without a specified null value"), although BINARY2 marks missing values by bits of its own. The file of
# before, which was to be overwritten, is replaced by the first half of the new one. TABLEDATA is written.
#
# A catalogue of selavy read with its missing numbers masked, and saved again, is such a table.
set -eu
command -v apt-get >/dev/null || { echo "This script needs Debian 12 and its python3-astropy 5.2.1."; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in python3-astropy=5.2.1-2+deb12u1 python3-erfa liberfa1 python3-numpy python3-pkg-resources python3-yaml \
  python3-packaging libblas3 liblapack3 libgfortran5 libquadmath0; do
  apt-get download -q "$package" >/dev/null 2>&1 || { echo "$package cannot be downloaded: run apt-get update."; exit 2; }
done
for file in ./*.deb; do dpkg -x "$file" .; done
export PYTHONPATH="$work/usr/lib/python3/dist-packages"
libraries=$(find "$work/usr/lib" -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -sd:)
LD_LIBRARY_PATH="$libraries" /usr/bin/python3 -W ignore - <<'PY'
import astropy
from astropy.table import MaskedColumn, Table
print('astropy', astropy.__version__)
table = Table({'n_components': MaskedColumn([1, 2, 3], mask=[False, True, False])})
seen = {}
for form in ('tabledata', 'binary', 'binary2'):
    name = f'{form}.xml'
    Table({'good': [1.0]}).write(name, format='votable')
    try:
        table.write(name, format='votable', tabledata_format=form, overwrite=True)
        seen[form] = 'written'
    except Exception as error:
        seen[form] = str(error).split(': ')[-1]
    with open(name) as file:
        whole = file.read().rstrip().endswith('</VOTABLE>')
    seen[form] += ', the file is whole' if whole else ', the file ends in the middle'
    print(f'{form}: {seen[form]}')
assert seen['tabledata'] == 'written, the file is whole', 'TABLEDATA behaves otherwise than before.'
for form in ('binary', 'binary2'):
    assert 'null value' in seen[form] and 'middle' in seen[form], f'{form} behaves otherwise than before.'
PY
