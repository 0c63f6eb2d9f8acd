"""One module for each matter on which papers can contradict each other: what it reads, and what it compares."""
