"""What a template must not say -> problems, each with its place and cure."""
