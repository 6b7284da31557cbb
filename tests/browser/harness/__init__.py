"""Real browsers, and sites where users open them: on a host under a sub-path, or on a disk."""
