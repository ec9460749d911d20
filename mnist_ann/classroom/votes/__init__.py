"""Questions to predict before anything is shown, and some that are prepared."""
