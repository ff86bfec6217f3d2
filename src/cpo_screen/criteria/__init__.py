"""criteria.yaml: its schema, defaults, and errors with line and column."""
