"""What a person does: the screens."""
