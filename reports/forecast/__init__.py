"""The health-economic forecast for screen and paper: tables, charts with their findings, sentences, log, CHEERS."""
