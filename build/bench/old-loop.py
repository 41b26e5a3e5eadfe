"""The old script's way: one file after the other with Dropbox's own Python package. Prints the seconds it took.

    old_loop.py ENDPOINT LIST OUT    LIST holds a path of the shared folder a line
"""

import os
import sys
import time

import dropbox
import requests

ENDPOINT, LIST, OUT = sys.argv[1:]


class Loopback(requests.adapters.HTTPAdapter):
    """Leads what is meant for Dropbox to the bench's server."""

    def send(self, request, **options):
        request.url = ENDPOINT + "/" + request.url.split("/", 3)[3]
        return super().send(request, **options)


session = requests.Session()
session.mount("https://", Loopback())
client = dropbox.Dropbox("bench", session=session)
with open(LIST, encoding="utf-8") as lines:
    paths = lines.read().split()
start = time.perf_counter()
for path in paths:
    target = OUT + path
    os.makedirs(os.path.dirname(target), exist_ok=True)
    client.sharing_get_shared_link_file_to_file(
        target, "https://www.dropbox.com/sh/bench/x", path=path, link_password="bench"
    )
print(time.perf_counter() - start)
