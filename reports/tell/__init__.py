"""One kept result told in several forms: summary, report, slides, presentation and open data, all from one story."""
