"""PDFs of others -> what they allow a book to say of itself, and their pages in it with tags, links and bookmarks.

Needs the extra `bind` (pikepdf): whoever binds no PDF of others does not load it.
"""
