"""Commands that make, check and show documents."""
