"""Rankings out: CSV, JSON, terminal. Only this package knows pandas and XlsxWriter."""
