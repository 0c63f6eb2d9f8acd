#!/usr/bin/env python3
"""Is a PDF right for a strict reader: one that repairs nothing, as programs do that sign?

usage: strict.py FILE...      (run by `strict`, which sets it up; pyHanko in strict mode reads every object, then qpdf --check)
Exit status 0: all are; 1: one is not.
"""
import subprocess
import sys

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader


def is_picture(stream):
    """Whether a stream holds pixels."""
    return stream.get("/Subtype") == "/Image"


def read_all(path):
    """Every object that the file has, decoded; the number of them."""
    with open(path, "rb") as stream:
        reader = PdfFileReader(stream, strict=True)
        waiting, seen = [reader.trailer.raw_get("/Root")], set()
        while waiting:
            found = waiting.pop()
            if isinstance(found, generic.IndirectObject):
                key = (found.idnum, found.generation)
                if key in seen:
                    continue
                seen.add(key)
                found = reader.get_object(found.reference)
            # pyHanko 0.38 reads neither JPEG nor PNG predictors of several colours (it passes over /Colors); qpdf looks at pictures.
            if isinstance(found, generic.StreamObject) and not is_picture(found):
                found.data
            if isinstance(found, generic.DictionaryObject):
                waiting += [found.raw_get(name) for name in found]
            elif isinstance(found, generic.ArrayObject):
                waiting += [found.raw_get(n) for n in range(len(found))]
        return len(seen)


bad = 0
for name in sys.argv[1:]:
    faults = []
    try:
        count = read_all(name)
    except Exception as error:  # whatever a strict reader says is a fault of the file
        faults.append(f"pyHanko: {type(error).__name__}: {error}")
        count = 0
    checked = subprocess.run(["qpdf", "--check", name], capture_output=True, text=True)
    if checked.returncode != 0:
        faults.append(f"qpdf: {(checked.stderr or checked.stdout).strip()}")
    bad += bool(faults)
    print(f"{'FAIL' if faults else 'PASS'} {name} ({count} objects)")
    for fault in faults:
        print("   ", fault)
sys.exit(bad > 0)
