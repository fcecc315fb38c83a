"""The template tags of `{% load ui %}`, by what they draw."""
