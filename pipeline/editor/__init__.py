"""A language server for editors: what check and lint say of a source while it is written, keys, help, cures."""
