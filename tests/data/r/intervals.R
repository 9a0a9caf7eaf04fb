# The named intervals written down again in base R, straight from their papers, on random answers.
# Writes intervals.csv: design, the two lists of scores, name of the interval, both ends.
source("writing.R")
RNGversion("4.0.0")
set.seed(20260303)

cliff <- function(before, after) {                       # Feng & Cliff (2004), unbiased variance of Cliff (1993)
  signs <- sign(outer(after, before, "-"))
  n <- nrow(signs); m <- ncol(signs); delta <- mean(signs)
  t <- qt(0.975, m + n - 2)
  if (abs(delta) == 1) {
    bound <- (min(m, n) - t^2) / (min(m, n) + t^2)
    return(if (delta == 1) c(bound, 1) else c(-1, -bound))
  }
  variance <- (m^2 * sum((rowMeans(signs) - delta)^2) + n^2 * sum((colMeans(signs) - delta)^2) -
                 sum((signs - delta)^2)) / (m * n * (m - 1) * (n - 1))
  s <- sqrt(max(variance, (1 - delta^2) / (m * n - 1)))
  ends <- (delta - delta^3 + c(-1, 1) * t * s * sqrt((1 - delta^2)^2 + t^2 * s^2)) / (1 - delta^2 + t^2 * s^2)
  pmin(1, pmax(-1, ends))
}

agresti_caffo <- function(before, after) {               # Agresti & Caffo (2000), favourable from 4
  p <- (c(sum(before >= 4), sum(after >= 4)) + 1) / (c(length(before), length(after)) + 2)
  se <- sqrt(sum(p * (1 - p) / (c(length(before), length(after)) + 2)))
  pmin(1, pmax(-1, p[2] - p[1] + c(-1, 1) * qnorm(0.975) * se))
}

bonett_price <- function(up, down, n) {                  # Bonett & Price (2012), adjusted Wald
  p <- (c(up, down) + 1) / (n + 2)
  se <- sqrt((sum(p) - (p[1] - p[2])^2) / (n + 2))
  pmin(1, pmax(-1, p[1] - p[2] + c(-1, 1) * qnorm(0.975) * se))
}

answers <- function(n, shift = 0) pmin(5, pmax(1, round(rnorm(n, 2.8 + shift, 1.2))))
rows <- list()
add <- function(design, before, after, name, ends)
  rows[[length(rows) + 1]] <<- data.frame(design, before = spaced(before), after = spaced(after), name,
                                          low = digits(ends[1]), high = digits(ends[2]))
for (run in 1:10) {
  shift <- sample(c(0, 0.8, 2.5), 1)
  before <- answers(sample(4:12, 1)); after <- answers(sample(4:12, 1), shift)
  add("unpaired", before, after, "cliffs_delta", cliff(before, after))
  add("unpaired", before, after, "favourable_diff", agresti_caffo(before, after))
  n <- sample(6:12, 1)
  before <- answers(n); after <- answers(n, shift); moved <- after - before
  add("paired", before, after, "mean_shift", as.numeric(t.test(c(moved, 1, -1))$conf.int))
  add("paired", before, after, "net_change", bonett_price(sum(moved > 0), sum(moved < 0), n))
  add("paired", before, after, "favourable_diff",
      bonett_price(sum(before < 4 & after >= 4), sum(before >= 4 & after < 4), n))
  if (sd(moved) > 0)
    add("paired", before, after, "no_worse", as.numeric(t.test(moved, alternative = "greater")$conf.int))
}
write_cases(do.call(rbind, rows), "intervals.csv")
