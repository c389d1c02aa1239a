"""Paper parity: what a client is asked, printed for a week, and the filled sheet taken in by keyboard. No tables of its own."""
