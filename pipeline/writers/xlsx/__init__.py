"""Galley -> a workbook: every table a sheet with its head kept in sight, amounts as numbers, the words the same."""

from pipeline.writers.xlsx.write import write

__all__ = ["write"]
