"""Clinical text and contact data at rest: the keys, the cipher, and the model fields that use them."""
