#!/usr/bin/env bash
# astropy 5.2.1: the unit mJy/beam of a VOTable can be converted where the file says version 1.4, and is unrecognised where
# the same file says 1.3, which is what selavy and most other programs write.
#
# Up to 1.3 units are read in the form of CDS, which has no beam; from 1.4 on as VOUnits, which has one.
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
for version in 1.3 1.4; do
  cat >"$version.xml" <<XML
<?xml version="1.0"?>
<VOTABLE version="$version" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
<FIELD name="flux_peak" ID="flux_peak" datatype="double" unit="mJy/beam"/>
<DATA><TABLEDATA><TR><TD>1.5</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
XML
done
LD_LIBRARY_PATH="$libraries" /usr/bin/python3 -W ignore - <<'PY'
import astropy
from astropy.table import Table
print('astropy', astropy.__version__)
converted = {}
for version in ('1.3', '1.4'):
    flux = Table.read(f'{version}.xml', format='votable')['flux_peak']
    try:
        converted[version] = str(flux.to('Jy/beam')[0])
    except ValueError as error:
        converted[version] = str(error).split('.')[0]
    print(f'VOTable {version}: {converted[version]}')
assert 'unrecognized' in converted['1.3'], 'It is known in 1.3, too: the behaviour has changed.'
assert converted['1.4'] == '0.0015 Jy / beam', 'It is not converted in 1.4: the behaviour has changed.'
PY
