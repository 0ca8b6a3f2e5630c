"""Signing in, invitations, and who may do what: one module for each."""
