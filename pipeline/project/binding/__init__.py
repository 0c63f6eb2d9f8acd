"""Lines of a book -> the documents that they ask for, compiled."""
