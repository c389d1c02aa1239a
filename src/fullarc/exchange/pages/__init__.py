"""What is known of a course as a page, on paper and as JSON."""
