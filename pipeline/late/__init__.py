"""What a program declares by the hundred and uses by the dozen: values and patterns, made when they are first used."""
