"""A comparison in every form: one view for closed rounds and for files, and a writer for each form."""
