"""Laid-out pages -> content streams."""
