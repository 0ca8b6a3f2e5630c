"""Documents that leave the building: one description of a document, and one writer for each kind of file."""
