"""What only findings of danger need: their company, their target, their means, whose they are, whether they are told twice."""
