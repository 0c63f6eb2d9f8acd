"""公用文: bound documents and papers of others -> what a legal reviewer would mark, each with its rule and proposal."""
