"""Files in: discovery, one reader per format, reading order. Only this package knows a format's library."""
