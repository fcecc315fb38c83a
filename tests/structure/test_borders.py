"""Borders that .importlinter cannot draw, because they run between modules of which some are yet to come."""

from __future__ import annotations

from tests.structure.sources import (
    HOSHO,
    REPOSITORY,
    files,
    imported_modules,
    shown,
    tree,
)

DOORS = ("hosho/portals/", "hosho/api/")
TABLES = ("hosho.guarantees.models", "hosho.register.models")

# file -> why it must touch a table itself.
READS_A_TABLE: dict[str, str] = {}


def imports_of(prefix: str) -> list[tuple[str, int, str]]:
    return [
        (shown(path), line, module)
        for path in files("hosho", suffixes=(".py",))
        if shown(path).startswith(prefix)
        for module, line in imported_modules(tree(path))
    ]


def test_portals_reach_tables_only_through_actions_and_queries() -> None:
    found = [
        f"{file}:{line} imports {module}"
        for door in DOORS
        for file, line, module in imports_of(door)
        if module in TABLES and file not in READS_A_TABLE
    ]
    assert found == []


def test_only_the_register_s_actions_write_the_ledger() -> None:
    found = [
        f"{file}:{line}"
        for file, line, module in imports_of("hosho/")
        if module.startswith("hosho.ledger.append")
        and not file.startswith(("hosho/register/actions/", "hosho/ledger/"))
    ]
    assert found == []


def test_the_verifier_that_stands_alone_is_kept_free_of_the_framework() -> None:
    written = (HOSHO / "verification" / "standalone.py").exists()
    contract = (REPOSITORY / ".importlinter").read_text(encoding="utf-8")
    assert written == ("\n    hosho.verification.standalone\n" in contract), (
        "give it its line in .importlinter"
    )


def test_nothing_happens_by_signal() -> None:
    found = [
        f"{file}:{line} imports {module}"
        for file, line, module in imports_of("hosho/")
        if module.startswith(("django.db.models.signals", "django.dispatch", "blinker"))
    ]
    assert found == [], "call the function instead: control should move where a reader looks"


def test_what_we_know_reads_no_clock() -> None:
    found = [
        f"{shown(path)}:{number}"
        for folder in (
            "hosho/domain",
            "hosho/guarantees/actions",
            "hosho/register/actions",
            "hosho/parties/actions",
        )
        for path in files(folder, suffixes=(".py",))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if any(
            call in line
            for call in (
                "datetime.now(",
                "date.today(",
                "timezone.now(",
                "clock.now(",
                "time.time(",
            )
        )
    ]
    assert found == [], "the time is an argument; only edges read the clock"
