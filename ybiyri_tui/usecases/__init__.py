"""What a person can do, as plain functions of a context: shared by the app, the command line and the reports.

Each takes records in and gives records out. Nothing here prints, and nothing here knows a screen.
"""
