"""Follow-up: one function for each thing a person does with plan, values, review and evidence."""
