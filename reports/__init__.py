"""What we show: words, tables, charts and files, without a screen and without a database."""
