"""Procurement for paper and spreadsheet: the sheet that bidders fill in, the annex, the record of what was decided."""
