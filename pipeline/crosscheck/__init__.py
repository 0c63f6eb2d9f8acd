"""All papers of an area -> one register of the facts they state, and where two of them contradict each other."""
