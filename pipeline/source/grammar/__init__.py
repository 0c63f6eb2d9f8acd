"""What a YAML text looks like to a clerk: its lines, where its syntax would cut a text, what the parser refuses."""
