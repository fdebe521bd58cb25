"""`shequ stats`: what the catalogue holds, in lines of text.

In: `Catalogue`. Out: lines in one language. The counting is `derive.statistics`.
"""

from __future__ import annotations

from collections.abc import Iterator

from shequ.codebook import Lang, load_codes
from shequ.derive import derived_values, find_contradictions, statistics
from shequ.messages import translate
from shequ.records import Catalogue
from shequ.render.wording import Wording
from shequ.sums import note_for


def stats_lines(catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    """Counts, then each contradiction with its note, then each derived value with its formula."""
    wording = Wording(catalogue, lang)
    for key, value in statistics(catalogue).items():
        label = translate(f"stats.{key}", lang)
        if isinstance(value, dict):
            yield f"{label}: " + ", ".join(f"{name} {count}" for name, count in value.items())
        else:
            yield f"{label}: {value}"
    for found in find_contradictions(catalogue):
        note = note_for(catalogue, found)
        text = (note.en or note.zh if lang == "en" else note.zh) if note else translate("stats.no_note", lang)
        yield f"  {found.code} {load_codes()[found.code].title[lang]}: {', '.join(found.about)} — {text}"
    for derived in derived_values(catalogue):
        amount = wording.interval(derived.interval, wording.unit(derived.unit)).inline
        yield f"  {derived.metric} ({derived.subject}): {amount} = {derived.formula}"
