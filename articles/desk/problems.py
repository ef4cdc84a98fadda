"""Everything that is wrong on a sent page, in one list that leads to each place."""

from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Problem:
    text: str
    label: str = ""
    anchor: str = ""


def problems_of(form, inline_formsets) -> list[Problem]:
    if not form.is_bound:
        return []
    found = [
        Problem(text, form[name].label, form[name].id_for_label)
        for name, texts in form.errors.items()
        if name in form.fields
        for text in texts
    ]
    for inline in inline_formsets:
        label = inline.opts.verbose_name_plural.capitalize()
        anchor = f"{inline.formset.prefix}-group"
        rows = [texts for row in inline.formset.errors for texts in row.values()]
        for text in chain(inline.formset.non_form_errors(), *rows):
            found.append(Problem(text, label, anchor))
    return [Problem(text) for text in form.non_field_errors()] + found
