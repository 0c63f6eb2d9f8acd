"""Files that clerks write -> validated models: YAML with positions, field types, facts of an area, house profile."""
