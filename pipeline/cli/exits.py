"""How a command ends: its exit statuses, as numbers."""

DONE, PROBLEMS, USAGE, BUG = 0, 1, 2, 3
