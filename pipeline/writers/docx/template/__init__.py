"""A Word template that clerks own -> what the writer needs of it, or its faults."""
