"""Every figure at its paragraph, every other numeral explained, no sentence copied.

In: `Catalogue` and a folder of transcripts. Out: findings, and a ledger for each source that was checked.
The reading of numerals is `quantity`'s, the places of words `transcript`'s.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shequ.codebook import Lang
from shequ.diagnostics import Diagnostic
from shequ.ledger import observations_digest
from shequ.messages import translate
from shequ.records import Catalogue
from shequ.transcript import Transcript, read_transcript
from shequ.verify.copied import COPIED, find_copied
from shequ.verify.source import Account, check_source

__all__ = ["Verification", "verify_sources", "write_ledgers"]


@dataclass
class Verification:
    """Findings, an account of each source that was checked, a ledger of each that is right."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    ledgers: dict[str, dict[str, object]] = field(default_factory=dict)

    def summary(self, lang: Lang) -> Iterator[str]:
        """One line for each source."""
        for account in self.accounts:
            kinds = "、".join(
                f"{translate(f'verify.{kind}', lang)} {count}"
                for kind, count in sorted(account.explained.items())
            )
            facts = {
                "source": account.source,
                "figures": account.figures,
                "numerals": account.numerals,
                "kinds": kinds,
            }
            yield translate("verify.summary", lang, **facts)


def verify_sources(catalogue: Catalogue, texts: Path, only: Collection[str] = ()) -> Verification:
    """Check every source that names a text, or those of `only`; `texts` holds `<stem>.txt`.

    A source without a finding of its own gets a ledger, unless words were copied. Never raises for bad texts.
    """
    result = Verification()
    grams: set[str] = set()
    for id_ in only or catalogue.sources:
        transcript, found = _read(catalogue, id_, texts)
        if transcript is not None:
            grams |= transcript.grams(COPIED)
            account, more = check_source(catalogue, id_, transcript)
            found += more
            result.accounts.append(account)
            if not found:
                result.ledgers[id_] = _ledger(catalogue, account)
        result.diagnostics += found
    copied = list(find_copied(catalogue, grams))
    if copied:
        result.ledgers.clear()
    result.diagnostics = sorted(result.diagnostics + copied, key=Diagnostic.sort_key)
    return result


def _read(catalogue: Catalogue, id_: str, texts: Path) -> tuple[Transcript | None, list[Diagnostic]]:
    """The transcript a source names, and what is wrong with it; neither for a source that names none."""
    source = catalogue.sources[id_]
    if not source.text:
        return None, []
    try:
        transcript = read_transcript(texts / f"{source.text}.txt")
        problem = "" if transcript.paragraphs else "没有以半角 [1] 开头的段 no paragraph begins with [1]"
    except UnicodeDecodeError:
        problem = "不是 UTF-8，请另存为 UTF-8 not UTF-8: save it as UTF-8"
    except OSError as error:
        problem = error.strerror or str(error)
    if problem:
        facts = {"text": source.text, "error": problem, "source": id_}
        return None, [Diagnostic("SQ528", catalogue.locate("sources", id_, ("text",)), facts)]
    found = []
    if transcript.repeated:
        facts = {"text": source.text, "numbers": "、".join(f"[{n}]" for n in transcript.repeated)}
        found.append(Diagnostic("SQ533", catalogue.locate("sources", id_, ("text",)), facts))
    if source.sha256 != transcript.sha256:
        key = "sha256" if source.sha256 else "text"
        facts = {"text": source.text, "found": transcript.sha256, "recorded": source.sha256 or "—"}
        found.append(Diagnostic("SQ530", catalogue.locate("sources", id_, (key,)), facts))
    return transcript, found


def write_ledgers(result: Verification, root: Path) -> None:
    """Write `verified/<source>.json` below the catalogue for every source that earned one."""
    folder = root / "verified"
    folder.mkdir(exist_ok=True)
    for id_, ledger in result.ledgers.items():
        text = json.dumps(ledger, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / f"{id_}.json").write_text(text, "utf-8")


def _ledger(catalogue: Catalogue, account: Account) -> dict[str, object]:
    return {
        "source": account.source,
        "text_sha256": account.transcript.sha256,
        "observations_sha256": observations_digest(catalogue, account.source),
        "figures": account.figures,
        "numerals": account.numerals,
        "explained": dict(account.explained),
    }
