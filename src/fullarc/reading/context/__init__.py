"""What the words around a mention make of it: denied, past, feared, somebody else’s, uncertain; better or worse."""
