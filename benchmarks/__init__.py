"""What each part is measured on; see docs/benchmarks.md."""
