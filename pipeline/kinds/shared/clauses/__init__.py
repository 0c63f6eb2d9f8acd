"""Papers of clauses (agreements, memoranda, rules): what their sources say, and what their wording prints."""
