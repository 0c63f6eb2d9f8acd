"""Parts of a .docx: bytes, XML, package, properties."""
