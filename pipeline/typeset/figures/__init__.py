"""Drawings -> figures on pages."""
