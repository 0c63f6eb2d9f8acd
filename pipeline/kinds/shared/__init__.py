"""What kinds of documents share: field types, blocks of sheets, amounts."""
