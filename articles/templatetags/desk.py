"""What several screens of the desk print in the same way."""

from django import template

from articles.desk.library_answers import file_address

register = template.Library()
register.filter("file_address", file_address)
