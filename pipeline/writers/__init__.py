"""Galley -> files: plain text, DOCX, PDF. No writer adds, drops or changes a word."""
