"""Whether an amending text was written for a text, and what to look at in what it makes: address, gaps, references."""
