"""What the browser asks of a review: what was said of a document, and its sentences."""
