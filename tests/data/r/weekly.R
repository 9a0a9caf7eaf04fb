# Weekly shares: F test of a quasi-binomial model with one share a phase, dispersion from Pearson's X2.
# Where the dispersion is below 1 it is set to 1 by hand. Writes weekly.csv.
source("writing.R")
RNGversion("4.0.0")
set.seed(20260305)
rows <- list()
for (run in 1:10) {
  weeks <- sample(6:14, 2, replace = TRUE)
  phase <- factor(rep(c("before", "after"), weeks), levels = c("before", "after"))
  total <- rpois(sum(weeks), 25) + 1
  share <- plogis(rnorm(sum(weeks), ifelse(phase == "before", -0.7, -0.7 - sample(c(0, 0.6), 1)), sample(c(0, 0.5), 1)))
  events <- rbinom(sum(weeks), total, share)
  fit <- glm(cbind(events, total - events) ~ phase, family = quasibinomial,
             control = glm.control(epsilon = 1e-13, maxit = 100))
  dispersion <- summary(fit)$dispersion
  freedom <- sum(weeks) - 2
  explained <- fit$null.deviance - fit$deviance
  if (dispersion > 1) {
    p <- anova(fit, test = "F")[["Pr(>F)"]][2]
  } else {
    p <- pf(explained, 1, freedom, lower.tail = FALSE)
  }
  rows[[run]] <- data.frame(weeks_before = weeks[1], events = spaced(events), total = spaced(total),
                            dispersion = digits(dispersion), p = digits(p))
}
write_cases(do.call(rbind, rows), "weekly.csv")
