"""From form-js JSON to a form: every problem found, then all of them told at once."""
