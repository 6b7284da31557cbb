"""An edition's bank -> what its handbook counts and puts in order."""
