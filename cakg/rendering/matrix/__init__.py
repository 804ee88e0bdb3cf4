"""The values a page of the matrix shows, worked out once and for both languages."""
