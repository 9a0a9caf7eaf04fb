# Exact one-sided p-values of the three designs, from coin's exact conditional distributions.
# Writes permutation_tests.csv. Scores are separated by spaces; p_greater speaks for higher later scores.
suppressMessages(library(coin))
source("writing.R")
RNGversion("4.0.0")
set.seed(20260302)

exact_tails <- function(score, phase, block = NULL) {
  data <- data.frame(score = score, phase = factor(phase, levels = c("before", "after")))
  one <- function(alternative) {
    test <- if (is.null(block)) {
      independence_test(score ~ phase, data = data, distribution = "exact", alternative = alternative)
    } else {
      data$block <- factor(block)
      independence_test(score ~ phase | block, data = data, distribution = "exact", alternative = alternative)
    }
    as.numeric(pvalue(test))
  }
  # coin looks at the first level: "less" is less before, that is more after.
  c(p_less = one("greater"), p_greater = one("less"))
}

case <- function(design, before_paired, after_paired, before_only, after_only) {
  score <- c(before_paired, after_paired, before_only, after_only)
  phase <- rep(c("before", "after", "before", "after"),
               c(length(before_paired), length(after_paired), length(before_only), length(after_only)))
  people <- seq_along(before_paired)
  block <- c(people, people, rep(0, length(before_only) + length(after_only)))
  tails <- switch(design,
    unpaired = exact_tails(rank(score), phase),
    paired = exact_tails(score, phase, block),
    partly_paired = exact_tails(rank(score), phase, block))
  data.frame(design, before_paired = spaced(before_paired), after_paired = spaced(after_paired),
             before_only = spaced(before_only), after_only = spaced(after_only),
             p_less = digits(tails["p_less"]), p_greater = digits(tails["p_greater"]))
}

answers <- function(n, shift = 0) pmin(5, pmax(1, round(rnorm(n, 2.8 + shift, 1.1))))
none <- integer(0)
rows <- list()
for (run in 1:12) {
  shift <- sample(c(0, 0.5, 1.2), 1)
  sizes <- sample(4:12, 2, replace = TRUE)
  rows[[length(rows) + 1]] <- case("unpaired", none, none, answers(sizes[1]), answers(sizes[2], shift))
  n <- sample(4:14, 1)
  repeat {
    before <- answers(n)
    after <- answers(n, shift)
    if (any(before != after)) break
  }
  rows[[length(rows) + 1]] <- case("paired", before, after, none, none)
  n <- sample(3:8, 1)
  rows[[length(rows) + 1]] <- case("partly_paired", answers(n), answers(n, shift),
                                   answers(sample(1:5, 1)), answers(sample(1:5, 1), shift))
}
# Fisher (1935), The Design of Experiments, section 17: Darwin's cross- and self-fertilised plants, eighths of an inch.
crossed <- c(188, 96, 168, 176, 153, 172, 177, 163, 146, 173, 186, 168, 177, 184, 96)
selfed <- c(139, 163, 160, 160, 147, 149, 149, 122, 132, 144, 130, 144, 102, 124, 144)
rows[[length(rows) + 1]] <- case("paired", selfed, crossed, none, none)
write_cases(do.call(rbind, rows), "permutation_tests.csv")
