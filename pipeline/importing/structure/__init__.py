"""Lines of a paper -> the parts of an agreement, as they are recognised by their marks."""
