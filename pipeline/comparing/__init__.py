"""Two papers as trees of what they print -> the list of changes that leads from one to the other."""
