"""Tests of the code base itself: what a reader may rely on without looking."""
