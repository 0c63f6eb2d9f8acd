"""Papers about two versions of a document of any kind, made from the changes between their trees."""
