"""Values as files for other programs."""
