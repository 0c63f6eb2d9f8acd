"""The command `renkei`: what a clerk types -> a build, a check, a list. Owns arguments, messages and exit statuses."""

from pipeline.cli.main import main

__all__ = ["main"]
