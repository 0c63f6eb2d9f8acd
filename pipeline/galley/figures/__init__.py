"""Figures of a tree -> drawings."""
