"""The document tree: nodes named as in the Standard Law XML, numbering, references, checks."""
