"""Electronic signatures of PDFs: how they are set, how they are judged, how a signed file is known."""
