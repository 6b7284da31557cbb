"""Coverage, gaps, hours and calendar of a handbook, from the bank of an edition."""
