"""What runs beside the pages: the dispatcher that gives runs to a cluster's workers, and conversions."""
