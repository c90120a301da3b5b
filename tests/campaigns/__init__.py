"""Long campaigns: run with -m campaign, or each as a module."""
