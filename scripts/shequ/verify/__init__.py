"""Every figure at its paragraph, every other numeral explained, no sentence copied.

In: `Catalogue` and a folder of transcripts. Out: findings, and a ledger for each source that was checked.
The reading of numerals is `quantity`'s, the places of words `transcript`'s.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shequ.codebook import Lang
from shequ.diagnostics import Diagnostic
from shequ.ledger import observations_digest
from shequ.messages import translate
from shequ.records import Catalogue
from shequ.transcript import read_transcript
from shequ.verify.copied import COPIED, find_copied
from shequ.verify.source import Account, check_source

__all__ = ["Verification", "verify_sources", "write_ledgers"]


@dataclass
class Verification:
    """Findings, and one account and ledger for each source that was checked."""

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


def verify_sources(catalogue: Catalogue, texts: Path) -> Verification:
    """Check every source that names a text; `texts` holds `<stem>.txt`. Never raises for bad texts."""
    result = Verification()
    grams: set[str] = set()
    for id_, source in catalogue.sources.items():
        if not source.text:
            continue
        at = catalogue.locate("sources", id_, ("text",))
        try:
            transcript = read_transcript(texts / f"{source.text}.txt")
        except (OSError, UnicodeDecodeError) as error:
            result.diagnostics.append(Diagnostic("SQ528", at, {"text": source.text, "error": str(error)}))
            continue
        if source.sha256 != transcript.sha256:
            at = catalogue.locate("sources", id_, ("sha256",))
            result.diagnostics.append(
                Diagnostic("SQ530", at, {"text": source.text, "found": transcript.sha256})
            )
        grams |= transcript.grams(COPIED)
        account, found = check_source(catalogue, id_, transcript)
        result.diagnostics.extend(found)
        result.accounts.append(account)
        result.ledgers[id_] = _ledger(catalogue, account)
    result.diagnostics.extend(find_copied(catalogue, grams))
    result.diagnostics.sort(key=Diagnostic.sort_key)
    return result


def write_ledgers(result: Verification, root: Path) -> None:
    """Write `verified/<source>.json` below the catalogue for every source that was checked."""
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
