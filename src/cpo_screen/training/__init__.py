"""From the corpus to models/, and evaluation against hand-written truth."""
