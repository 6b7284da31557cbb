"""Read and write files safely: atomic writes, locks, fingerprints and checked paths."""
