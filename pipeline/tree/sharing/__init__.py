"""What the documents of one master have in common -> trees that are made once."""
