"""Documents to make -> files, by this process, by several, or by other machines; and the account of what was made."""
