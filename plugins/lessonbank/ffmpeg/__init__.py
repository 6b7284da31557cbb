"""Find, query and run ffmpeg within limits; no other package starts it."""
