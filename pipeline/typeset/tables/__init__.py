"""Grids -> tables on pages."""
