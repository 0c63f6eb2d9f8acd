"""Amendment: two versions of an agreement -> 改め文 that a machine has applied, 新旧対照表, change report."""
