"""The pages of access, one subject a file."""
