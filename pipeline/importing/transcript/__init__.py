"""An agreement as it was read -> its source and the facts of its area, in YAML; no character is lost on the way."""
