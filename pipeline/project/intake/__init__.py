"""A paper of others -> sources that build, proven by building them."""
