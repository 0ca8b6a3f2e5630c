"""A choice among interventions under budgets, in words, tables and charts, for screen and paper alike."""
