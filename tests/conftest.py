"""What every test shares: generated examples are the same in every run, so that a failure can be seen again."""

from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")
