"""Looking at an export before it is imported: which values stand in it, and what each rule would catch."""
