"""Commands of signed versions and amendments."""
