"""`cauce play`: a process runs in the sandbox, and a person or a file answers its tasks."""
