"""Films on pages: their sources, cues, timeline and reels."""
