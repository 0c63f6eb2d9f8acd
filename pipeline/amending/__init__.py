"""Amendment: two versions of a text -> 改め文 that a machine has applied."""
