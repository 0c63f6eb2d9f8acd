"""Paragraphs whose lines a program fills, and what indents make of that."""
