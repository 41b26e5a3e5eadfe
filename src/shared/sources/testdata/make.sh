#!/bin/sh
# Writes the tables of this folder again: python3-astropy and stilts have to be installed.
set -eu
cd "$(dirname "$0")"
/usr/bin/python3 make_astropy.py
for format in csv ascii tst ipac text votable votable-binary-inline votable-binary2-inline votable-fits-inline fits fits-basic; do
  case $format in
    votable-*) name="stilts.$(echo "$format" | cut -d- -f2).vot" ;;
    votable) name=stilts.tabledata.vot ;;
    fits) name=stilts.plus.fits ;;
    fits-basic) name=stilts.fits ;;
    *) name="stilts.$format" ;;
  esac
  stilts tpipe in=astropy.votable.xml ofmt="$format" out="$name"
done
