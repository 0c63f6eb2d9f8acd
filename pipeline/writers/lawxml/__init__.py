"""A compiled paper of clauses -> 法令標準XML (Standard Law XML Schema v3), and what of the paper it cannot hold."""

from pipeline.writers.lawxml.law import Law, write
from pipeline.writers.lawxml.sentences import Flavour
from pipeline.writers.lawxml.unheld import Omission, UnheldError

__all__ = ["Flavour", "Law", "Omission", "UnheldError", "write"]
