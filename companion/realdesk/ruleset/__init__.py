"""The rules: read and checked, made into one target, signed, verified, and put to use."""
