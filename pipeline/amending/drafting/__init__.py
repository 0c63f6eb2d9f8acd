"""Two provisions -> the sentences of a 改め文."""
