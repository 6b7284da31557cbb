"""The only room that starts ffmpeg: find it, ask it about a file, run it within limits."""
