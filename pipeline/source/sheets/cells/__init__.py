"""The parts of a workbook -> its cells as Excel shows them: package, styles, sheets, number formats."""
