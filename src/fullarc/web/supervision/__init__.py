"""The supervisor's agenda: what of the supervised clients asks to be talked over. No tables of its own."""
