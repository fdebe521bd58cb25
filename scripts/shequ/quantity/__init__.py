"""Figures as printed in Chinese text → value, bounds, qualifier, measure word; exact interval arithmetic.

In: what an entry or a source prints (2万余人, 三四千名, 90%以上).
Out: `Quantity`, `Interval`, and the tokens of a running text.
Must not live here: dates as values (`shequ.dates`), units and metrics (the vocabularies), any file.
"""

from shequ.quantity.classifier import CLASSIFIERS
from shequ.quantity.interval import Interval
from shequ.quantity.qualifier import Qualifier
from shequ.quantity.reading import Quantity, QuantityError, parse_quantity
from shequ.quantity.scan import Token, scan
from shequ.quantity.width import fold_width

__all__ = [
    "CLASSIFIERS",
    "Interval",
    "Qualifier",
    "Quantity",
    "QuantityError",
    "Token",
    "fold_width",
    "parse_quantity",
    "scan",
]
