"""The version of the program; it stands here alone (pyproject.toml reads it)."""

__version__ = "0.2.0"
