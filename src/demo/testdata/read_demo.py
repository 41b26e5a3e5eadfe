"""Reads a running demo with Dropbox's own Python client and with astropy.

Takes the demo's connection line on stdin; prints what it found as one line of JSON.
"""

import hashlib
import io
import json
import sys
import warnings

import dropbox
import numpy as np
import requests
from astropy.io import fits
from astropy.table import Table
from astropy.wcs import WCS
from dropbox.files import FolderMetadata, SharedLink

BLOCK_BYTES = 4 * 1024 * 1024
FIELD = "VAST_0918+00A"
EPOCH = "EPOCH01"


class LoopbackAdapter(requests.adapters.HTTPAdapter):
    """The client knows https and Dropbox's hosts only; its requests are led to the demo."""

    def __init__(self, endpoint):
        super().__init__()
        self.endpoint = endpoint

    def send(self, request, **options):
        request.url = self.endpoint + "/" + request.url.split("/", 3)[3]
        return super().send(request, **options)


class Demo:
    def __init__(self, connection):
        session = requests.Session()
        session.mount("https://", LoopbackAdapter(connection["endpoint"]))
        self.client = dropbox.Dropbox(connection["access_token"], session=session)
        self.url = connection["shared_url"]
        self.password = connection["password"]
        self.listed = {}

    def list(self, folder):
        """All files below a folder, page by page, into `listed`."""
        link = SharedLink(url=self.url, password=self.password)
        page = self.client.files_list_folder(folder, shared_link=link)
        entries = list(page.entries)
        while page.has_more:
            page = self.client.files_list_folder_continue(page.cursor)
            entries += page.entries
        for entry in entries:
            path = folder + "/" + entry.name
            if isinstance(entry, FolderMetadata):
                self.list(path)
            else:
                self.listed[path] = entry

    def read(self, path):
        metadata, response = self.client.sharing_get_shared_link_file(
            self.url, path=path, link_password=self.password
        )
        content = response.content
        entry = self.listed[path]
        assert (metadata.rev, metadata.size) == (entry.rev, len(content)), path
        assert content_hash(content) == entry.content_hash, path
        return content


def content_hash(content):
    overall = hashlib.sha256()
    for start in range(0, len(content), BLOCK_BYTES):
        overall.update(hashlib.sha256(content[start : start + BLOCK_BYTES]).digest())
    return overall.hexdigest()


def open_image(content):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        hdus = fits.open(io.BytesIO(content))
        hdus.verify("exception")
        header = hdus[0].header
        return hdus[0].data[0, 0], header, WCS(header)


def open_votable(content):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return Table.read(
            io.BytesIO(content), format="votable", use_names_over_ids=True, verify="exception"
        )


def peaks_off(image, wcs, catalogue, rms):
    """Components whose pixel isn't the brightest around, or isn't as bright as listed."""
    off = 0
    for row in catalogue:
        x, y, _, _ = wcs.all_world2pix(row["ra_deg_cont"], row["dec_deg_cont"], 1, 1, 0)
        x, y = int(round(float(x))), int(round(float(y)))
        around = image[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2]
        listed = row["flux_peak"] / 1000
        # A source between pixels shines with down to 0.8 of its peak in each of them.
        dim = np.nanmax(around) < 0.8 * listed - 2 * rms[y, x]
        bright = np.nanmax(around) > 1.05 * listed + 4 * rms[y, x]
        off += bool(dim or bright)
    return off


def main():
    demo = Demo(json.load(sys.stdin))
    demo.list("/" + EPOCH)
    combined = f"/{EPOCH}/COMBINED"
    name = f"{FIELD}.{EPOCH}"

    image, header, wcs = open_image(demo.read(f"{combined}/STOKESI_IMAGES/{name}.I.fits"))
    rms, _, _ = open_image(demo.read(f"{combined}/STOKESI_RMSMAPS/{name}.I_rms.fits"))
    background, _, _ = open_image(demo.read(f"{combined}/STOKESI_RMSMAPS/{name}.I_bkg.fits"))
    catalogues = f"{combined}/STOKESI_SELAVY/{name}.I.selavy"
    components = open_votable(demo.read(f"{catalogues}.components.xml"))
    islands = open_votable(demo.read(f"{catalogues}.islands.xml"))
    text = demo.read(f"{catalogues}.components.txt").decode().splitlines()
    names = text[0][1:].split()
    rows = [dict(zip(names, line.split())) for line in text[2:]]

    circular = open_image(demo.read(f"{combined}/STOKESV_IMAGES/{name}.V.fits"))[0]
    residual = (image - background) / rms

    for path in demo.listed:
        demo.read(path)

    centre = wcs.all_world2pix(header["CRVAL1"], header["CRVAL2"], 1, 1, 1)
    print(
        json.dumps(
            {
                "account": demo.client.users_get_current_account().email,
                "files": len(demo.listed),
                "object": header["OBJECT"],
                "unit": header["BUNIT"],
                "centre": [float(centre[0]), float(centre[1])],
                "centrePixel": [header["CRPIX1"], header["CRPIX2"]],
                "components": len(components),
                "islands": len(islands),
                "fluxUnit": str(components["flux_peak"].unit),
                "peaksOff": peaks_off(image, wcs, components, rms),
                "textAgrees": [row["component_id"] for row in rows]
                == [str(value) for value in components["component_id"]]
                and [float(row["flux_int"]) for row in rows]
                == [round(float(value), 3) for value in components["flux_int"]],
                "noise": float(1.4826 * np.nanmedian(np.abs(residual))),
                "unseen": float(np.isnan(image).mean()),
                "stokesV": float(np.nanstd(circular) / np.nanmedian(rms)),
            }
        )
    )


main()
