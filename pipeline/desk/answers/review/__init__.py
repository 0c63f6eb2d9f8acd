"""What the browser asks of a review: what was said of a document, its sentences, a Word document that came back."""
