# One-sample t-tests and their intervals on team mean shifts. Writes teams.csv.
source("writing.R")
RNGversion("4.0.0")
set.seed(20260306)
rows <- list()
for (run in 1:6) {
  shifts <- round(rnorm(sample(6:12, 1), sample(c(0, 0.4), 1), 0.5), 2)
  test <- t.test(shifts)
  rows[[run]] <- data.frame(shifts = spaced(shifts), p = digits(test$p.value),
                            low = digits(test$conf.int[1]), high = digits(test$conf.int[2]))
}
write_cases(do.call(rbind, rows), "teams.csv")
