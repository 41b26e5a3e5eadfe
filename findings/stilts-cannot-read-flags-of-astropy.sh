#!/usr/bin/env bash
# STILTS 3.4.7 (the reader that TOPCAT has, too) cannot read a VOTable in BINARY with a column of true and false that
# astropy 5.2.1 wrote. The same table in TABLEDATA is read.
#
# astropy declares such a column as datatype "bit". STILTS takes one bit of BINARY for an array of one, expects a single
# value when it stores the row, and stops with an error of its Java code that names neither the column nor the file.
set -eu
command -v apt-get >/dev/null || { echo "This script needs Debian 12: its python3-astropy and stilts."; exit 2; }
command -v java >/dev/null || { echo "This script needs java: apt-get install default-jre-headless"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
jars=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
  stilts | grep -E '^(starlink-|lib[a-z0-9-]*-java$|jel-java|adql-java|eag-healpix-java|skyview-java)' | sort -u)
for package in stilts=3.4.7-4 $jars python3-astropy=5.2.1-2+deb12u1 python3-erfa liberfa1 python3-numpy \
  python3-pkg-resources python3-yaml python3-packaging libblas3 liblapack3 libgfortran5 libquadmath0; do
  apt-get download -q "$package" >/dev/null 2>&1 || { echo "$package cannot be downloaded: run apt-get update."; exit 2; }
done
for file in ./*.deb; do dpkg -x "$file" .; done
export PYTHONPATH="$work/usr/lib/python3/dist-packages"
libraries=$(find "$work/usr/lib" -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -sd:)
LD_LIBRARY_PATH="$libraries" /usr/bin/python3 - <<'PY'
import astropy
from astropy.io.votable import from_table, writeto
from astropy.table import Table
print('astropy', astropy.__version__)
table = Table({'name': ['VAST J0918-0012', 'VAST J0919+0101'], 'variable': [True, False]})
for form in ('tabledata', 'binary'):
    votable = from_table(table)
    votable.set_all_tables_format(form)
    writeto(votable, f'{form}.xml')
print(Table.read('binary.xml'))
PY
stilts() { java -Duser.home="$work" -cp "$work/usr/share/java/*" uk.ac.starlink.ttools.Stilts "$@"; }
stilts -version 2>/dev/null | grep 'STILTS version'
echo "TABLEDATA:"
stilts tpipe in=tabledata.xml ifmt=votable ofmt=csv
echo "BINARY:"
stilts tpipe in=binary.xml ifmt=votable ofmt=csv >out.txt 2>&1 || true
head -n 1 out.txt | cut -c 1-100
grep -q ClassCastException out.txt || { echo "STILTS reads it, or says another thing: the behaviour has changed."; exit 1; }
