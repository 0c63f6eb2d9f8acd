"""A provision and sentences of a 改め文 -> the provision as amended. Knows nothing of what drafted them."""
