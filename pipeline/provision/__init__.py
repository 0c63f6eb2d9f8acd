"""The text of an agreement as numbered units: what is read, written, frozen and amended."""
