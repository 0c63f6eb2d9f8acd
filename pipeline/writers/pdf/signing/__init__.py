"""Boxes for electronic signatures: the fields of a document that is not signed, and what a signed one shows."""
