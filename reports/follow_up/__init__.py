"""Follow-up for screen and paper: entry sheets, tables and charts of what was measured, exports."""
