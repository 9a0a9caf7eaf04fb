"""The file that holds everything: opened, checked, migrated; sessions handed out."""
