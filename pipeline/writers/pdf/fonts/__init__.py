"""Font names -> faces, glyphs, subsets."""
