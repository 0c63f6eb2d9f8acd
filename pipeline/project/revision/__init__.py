"""A document and the version that it amends -> all papers of one amendment; signed versions of a folder."""
