# Holm and Benjamini-Hochberg from p.adjust. Writes adjusting.csv.
source("writing.R")
RNGversion("4.0.0")
set.seed(20260304)
rows <- list()
for (size in c(1, 2, 3, 5, 8, 30)) {
  p <- round(c(rbeta(size, 0.4, 3)), 4)
  for (method in c("holm", "BH"))
    rows[[length(rows) + 1]] <- data.frame(method, p = spaced(p), adjusted = spaced(digits(p.adjust(p, method))))
}
write_cases(do.call(rbind, rows), "adjusting.csv")
