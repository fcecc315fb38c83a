"""Files that strangers hand in: what they really are, whether they may stay, and a harmless picture of them.

Taken are PDF, JPEG and PNG, and nothing else: these three can be shown to the desk as pictures without any office program
opening them. Word and Excel files carry programs, TIFF and HEIC are not shown by browsers; all of them can be saved as PDF.
The original is kept untouched (with its digest) and is never shown itself.
"""

from hosho.lib.uploads.check import LARGEST_BYTES, MOST_PAGES, Kind, Upload, UploadRefused, check
from hosho.lib.uploads.picture import re_render

__all__ = ["LARGEST_BYTES", "MOST_PAGES", "Kind", "Upload", "UploadRefused", "check", "re_render"]
