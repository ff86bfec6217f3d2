"""Documents to records: one module per subject, each returning records with their evidence."""
