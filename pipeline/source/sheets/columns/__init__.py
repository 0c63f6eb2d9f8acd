"""The heads of a table -> its columns, and what of a cell belongs to each."""
