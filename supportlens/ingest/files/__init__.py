"""Files and folders: finding, recognising and unpacking them, and reading them within limits."""
