"""The slides of a story: what stands on each, how it finds room, and how it becomes PowerPoint."""
