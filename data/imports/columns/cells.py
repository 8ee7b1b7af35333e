"""Columns of text turned into numbers, terms and links, with a remark or a refusal for each odd cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.imports.columns.counts.people_counts import people_counts
from data.imports.report.ledger import Ledger

_NOT_A_LINK: Final = "The address of the report is no http or https address and was left out."
_LINK: Final = r"https?://[^/?#\[\]\s\x00-\x1f\x7f-\x9f<>\"'`\\][^\s\x00-\x1f\x7f-\x9f<>\"'`\\]*"

COUNT_PARTS: Final = ("low", "best", "high")


_MORE_SPACE: Final = r"  |^ | $|[\t\n\v\f\r\x{1c}-\x{1f}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
"""What Python takes for white space, but for single spaces between words; in the words of RE2, which is faster."""


def texts_of(rows: pd.DataFrame, column: str | None) -> pd.Series:
    """The column without space around its values; all empty without a column."""
    if column is None:
        return pd.Series("", index=rows.index, dtype="str")
    return rows[column].str.strip()


def looked_up(texts: pd.Series, meanings: Mapping[str, object]) -> pd.Series:
    """The meaning of each text as text; "" for a text that has none."""
    codes, different = pd.factorize(texts)
    found = [str(meaning) if (meaning := meanings.get(text)) else "" for text in different.tolist()]
    # The last stands for a missing text, whose code is -1.
    return pd.Series(pd.array([*found, ""], dtype="str").take(codes), index=texts.index)


def one_line(texts: pd.Series) -> pd.Series:
    """The texts with every run of white space as one space."""
    found = pc.match_substring_regex(pa.array(texts, pa.large_string()), _MORE_SPACE)
    has_more = np.asarray(pc.fill_null(found, fill_value=False), dtype=bool)
    if not has_more.any():
        return texts
    changed = texts[has_more].str.replace(r"\s+", " ", regex=True).str.strip()
    result = texts.copy()
    result[has_more] = changed
    return result


def meanings(
    texts: pd.Series,
    of: Callable[[pd.Series], Mapping[str, Any]],
    ledger: Ledger,
    remark: str,
    otherwise: str,
) -> pd.Series:
    """The term of each text; `otherwise` where it is empty, and with a remark where no word is known."""
    found = of(texts)
    terms = looked_up(texts, found)
    unknown = (texts != "") & (terms == "")
    ledger.remark(texts.index[unknown], remark, texts[unknown])
    return terms.replace("", otherwise)


def counts(texts: pd.Series, ledger: Ledger) -> pd.DataFrame:
    """`low`, `best`, `high` (NaN where not known) and `is_given` of each text."""
    codes, different = pd.factorize(texts)
    known = list(people_counts(pd.Series(different)).values())
    columns: dict[str, Any] = {
        part: np.array([getattr(count, part) for count in known], dtype="float64")[codes]
        for part in COUNT_PARTS
    }
    columns["is_given"] = np.array([text != "" for text in different.tolist()], dtype=bool)[codes]
    for name in ("sex", "age_group"):
        columns[name] = pd.array([getattr(count, name) for count in known], dtype="str").take(codes)
    if any(count.remark for count in known):
        remarks = pd.Series(pd.array([count.remark for count in known], dtype="str").take(codes), texts.index)
        for reason, rows in rows_by_reason(remarks[remarks != ""]):
            ledger.remark(rows, reason, texts.loc[rows])
    return pd.DataFrame(columns, index=texts.index)


def links(texts: pd.Series, ledger: Ledger) -> pd.Series:
    """The addresses that are http or https; "" for the others, which get a remark."""
    if not texts.astype(bool).any():
        return texts
    is_link = texts.str.fullmatch(_LINK)
    odd = (texts != "") & ~is_link
    ledger.remark(texts.index[odd], _NOT_A_LINK, texts[odd])
    return texts.where(is_link, "")


def joined_texts(parts: list[pd.Series], separator: str = ", ") -> pd.Series:
    """The filled parts of each row with a separator between them; equal neighbours once."""
    filled = [part for part in parts if (part != "").any()]
    if len(filled) < 2:
        return filled[0] if filled else parts[0]
    rows = zip(*[part.tolist() for part in filled], strict=True)
    texts = [separator.join(dict.fromkeys(text for text in row if text)) for row in rows]
    return pd.Series(texts, index=parts[0].index, dtype="str")


def joined_keys(parts: list[pd.Series]) -> pd.Series:
    """One text for each row, equal exactly where all parts are."""
    key = parts[0]
    for part in parts[1:]:
        key = key + "\x1f" + part
    return key


def rows_by_reason(reasons: pd.Series) -> list[tuple[str, pd.Index]]:
    """Each different reason with the rows that have it."""
    return [(str(reason), reasons.index[reasons == reason]) for reason in reasons.unique()]
