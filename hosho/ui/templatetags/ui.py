"""`{% load ui %}`: every component of a page. What each draws is in hosho/ui/README.md."""

from django import template

from hosho.ui.tags import blocks, controls, formats, frame, records

register = template.Library()
for _library in (blocks.register, controls.register, formats.register, frame.register, records.register):
    register.tags.update(_library.tags)
    register.filters.update(_library.filters)
