"""One Report in, facts with spans out."""
