"""Names of an article's keys, for the templates."""

from __future__ import annotations

from django import template

from desk.articles import names
from desk.cases.knowledge_names import source_title
from desk.cases.names import language_name, need_name, own_language_name, region_name

register = template.Library()

register.filter("part_name", names.part_name)
register.filter("translation_name", names.translation_name)
register.filter("fact_status_name", names.fact_status_name)
register.filter("complexity_name", names.complexity_name)
register.filter("region_name", region_name)
register.filter("domain_name", need_name)
register.filter("language_name", language_name)
register.filter("own_language_name", own_language_name)
register.filter("source_title", source_title)
