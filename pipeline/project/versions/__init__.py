"""Issued versions (版) of a folder: where they lie, how one is recorded, what is made of them."""
