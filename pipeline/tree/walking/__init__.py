"""Walks over the parts of a tree: what walk.py hands each block to."""
