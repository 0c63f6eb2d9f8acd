"""Sources as they lie on disk -> the same files with some of their words exchanged, every other byte kept."""
