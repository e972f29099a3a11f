"""What the project checks and draws itself with; none of it is shipped."""
