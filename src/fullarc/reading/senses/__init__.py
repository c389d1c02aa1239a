"""Words that mean something else: other senses, other fields than psychotherapy."""
