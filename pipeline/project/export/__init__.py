"""A galley -> bytes of each format."""
