"""One Story in, what stands out."""
