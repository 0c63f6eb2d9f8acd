"""Papers of others (text, Word) -> lines, agreements, sources."""
