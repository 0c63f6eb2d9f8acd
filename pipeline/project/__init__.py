"""The order of the house: sources -> plan -> documents -> files and manifest. Only this room knows it."""
