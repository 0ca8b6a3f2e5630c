"""Commands of the command line. Like `sroi.__main__` they put rooms together; no other module of sroi imports them."""
