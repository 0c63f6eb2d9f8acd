"""Which part of one paper is which of the other: kept orders, columns of two tables."""
