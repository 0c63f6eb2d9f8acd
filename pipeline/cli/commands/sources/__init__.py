"""Commands of sources, templates and what helps to write them."""
