# Jacobson-Truax with cut-off c of a table with two scores a client, in R: called by jacobson_truax.py.
#
#   Rscript jacobson_truax.R TABLE.csv ID TIME SCORE PRE POST RELIABILITY MEAN SD
#
# Where the package clinicalsignificance is installed, its cs_combined() does the job. Where it is not, the steps that the package documents
# are done here with the packages it stands on, dplyr and tidyr: the two occasions are picked, one row a client is made, clients without
# both scores go, then the reliable-change index, the cut-off, the five classes, the table of counts. This is not the package: it leaves
# out what the package does besides (checks of its arguments, groups, several forms of the result), so it is rather faster than the package.
#
# One line of JSON comes out: the time of the job from a table in memory, and, as "whole", with reading the file (by readr, the fast one,
# where it is installed). Start-up is left out, and both sides do the job once for a thousand clients before it counts.

words <- commandArgs(TRUE)
id <- words[2]; time <- words[3]; score <- words[4]; pre <- words[5]; post <- words[6]
reliability <- as.numeric(words[7]); m_functional <- as.numeric(words[8]); sd_functional <- as.numeric(words[9])
packaged <- requireNamespace("clinicalsignificance", quietly = TRUE)
suppressMessages({ library(dplyr); library(tidyr) })

by_the_package <- function(data) {
  found <- clinicalsignificance::cs_combined(data, id, time, outcome, pre = pre, post = post, reliability = reliability,
                                             m_functional = m_functional, sd_functional = sd_functional, cutoff_type = "c")
  table <- found$summary_table
  setNames(as.list(table[[2]]), tolower(table[[1]]))
}

by_its_steps <- function(data) {
  pairs <- data |>
    select(id, time, outcome) |>
    filter(time %in% c(pre, post)) |>
    mutate(time = if_else(time == pre, "pre", "post")) |>
    pivot_wider(names_from = time, values_from = outcome) |>
    drop_na(pre, post) |>
    mutate(change = post - pre)
  m_pre <- mean(pairs$pre)
  sd_pre <- sd(pairs$pre)
  s_diff <- sqrt(2) * sd_pre * sqrt(1 - reliability)
  cutoff <- (sd_pre * m_functional + sd_functional * m_pre) / (sd_pre + sd_functional)
  critical <- 1.96
  judged <- pairs |>
    mutate(
      rci = change / s_diff,
      reliably_better = rci < -critical,
      reliably_worse = rci > critical,
      clinical_pre = pre > cutoff,
      clinical_post = post > cutoff,
      recovered = clinical_pre & !clinical_post & reliably_better,
      improved = reliably_better & !recovered,
      unchanged = !reliably_better & !reliably_worse,
      harmed = !clinical_pre & clinical_post & reliably_worse,
      deteriorated = reliably_worse & !harmed
    )
  counts <- judged |>
    select(recovered, improved, unchanged, deteriorated, harmed) |>
    summarise(across(everything(), sum)) |>
    pivot_longer(everything(), names_to = "category", values_to = "n") |>
    mutate(percent = n / nrow(judged))
  setNames(as.list(counts$n), counts$category)
}

read <- if (requireNamespace("readr", quietly = TRUE)) function(file) readr::read_csv(file, show_col_types = FALSE, progress = FALSE) else read.csv
table_of <- function(file) setNames(read(file)[, c(id, time, score)], c("id", "time", "outcome"))
job <- if (packaged) by_the_package else by_its_steps

reading <- system.time(data <- table_of(words[1]))
if (is.numeric(data$time)) { pre <- as.numeric(pre); post <- as.numeric(post) }
invisible(job(data[data$id %in% head(data$id, 1000), ]))  # warmed up, as the other side is
spent <- system.time(counts <- job(data))
busy <- function(took) took[["user.self"]] + took[["sys.self"]]
listed <- paste(sprintf('"%s": %d', names(counts), as.integer(unlist(counts))), collapse = ", ")
done_by <- if (packaged) paste("the package clinicalsignificance", packageVersion("clinicalsignificance")) else
  paste0("the documented steps of clinicalsignificance in dplyr ", packageVersion("dplyr"), " and tidyr ", packageVersion("tidyr"),
         "; NOT the package, which is not installed here")
memory <- sum(gc()[, 6])
cat(sprintf('{"seconds": %.3f, "busy": %.3f, "memory": %.1f, "r": "%s", "by": "%s", "figures": {%s}, "whole": {"seconds": %.3f, "busy": %.3f}}\n',
            spent[["elapsed"]], busy(spent), memory, as.character(getRversion()), done_by, listed,
            spent[["elapsed"]] + reading[["elapsed"]], busy(spent) + busy(reading)))
