"""What the command line prints, a file a subject, each loaded by the command that needs it."""
