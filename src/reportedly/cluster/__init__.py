"""Many Reports in, groups out."""
