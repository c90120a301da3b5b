"""The workers of an analysis and of reports: this process, others beside it, or those of a cluster."""
