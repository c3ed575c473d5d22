"""What becomes of reported figures before anybody sees them: rolled up, and small cells suppressed."""
