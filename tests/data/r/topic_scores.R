# Topic scores with turned items and answers left out, from psych's scoreItems (means, nothing imputed).
# Writes topic_scores.csv: four items on a scale of five, the second and the fourth turned; 0 is no answer.
suppressMessages(library(psych))
source("writing.R")
RNGversion("4.0.0")
set.seed(20260307)
answers <- matrix(sample(c(NA, 1:5), 4 * 20, replace = TRUE, prob = c(0.15, rep(0.17, 5))), ncol = 4)
answers <- answers[rowSums(!is.na(answers)) >= 2, ]
colnames(answers) <- paste0("q", 1:4)
scored <- suppressWarnings(scoreItems(list(topic = c("q1", "-q2", "q3", "-q4")), answers, totals = FALSE,
                                      missing = TRUE, impute = "none", min = 1, max = 5))
given <- answers
given[is.na(given)] <- 0
write_cases(data.frame(answers = apply(given, 1, spaced), score = digits(scored$scores[, 1])), "topic_scores.csv")
