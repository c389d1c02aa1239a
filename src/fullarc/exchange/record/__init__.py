"""What leaves the house as a whole: the record file, its tables, tables for research, what the audit pack holds."""
