"""Times and people as the desk names them."""

from django import template

from articles.desk import wording

register = template.Library()
register.filter("short_time", wording.short)
register.filter("person", wording.person)
