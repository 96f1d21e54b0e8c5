"""COMPOSITION ROOT: knows everyone, is known by no one."""
