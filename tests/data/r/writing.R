# Shared by the other scripts: numbers with all their digits, and one CSV file a script.
digits <- function(value) sprintf("%.17g", as.numeric(value))
spaced <- function(values) paste(values, collapse = " ")
write_cases <- function(cases, name) write.csv(cases, name, row.names = FALSE, quote = FALSE)
