"""A campaign of mutations: the code is spoilt in one place at a time, and a test should fail."""
