"""What stands on the wall of the classroom: a window that only shows, opened by a link with a secret token."""
