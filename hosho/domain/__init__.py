"""What we know: plain Python about guarantees. No framework, no clock, no I/O but its own data files."""
