"""TinyDB's own tests of its tables and queries, run against our storage.

    pip download --no-binary :all: --no-deps tinydb
    python -m tests.store.own_suite tinydb-4.9.0.tar.gz

They come with TinyDB's source only, so this is run by hand, and when TinyDB's version changes. Exit code 0: nothing
but the differences below, which are meant.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = ("test_tables.py", "test_tinydb.py", "test_operations.py", "test_queries.py")
CONFTEST = """
from datetime import UTC, datetime
import pytest
from tinydb.table import Table
from trainer.store.tinydb import Journal, JournalTable

class Counting(JournalTable):
    # TinyDB's own ids, 1, 2, 3, which half of the tests count on; ours must not collide between devices.

    def _get_next_id(self):
        return Table._get_next_id(self)

class Counted(Journal):
    table_class = Counting

@pytest.fixture(params=["memory", "lazy"])
def db(request, tmp_path):
    lazy = {"_default"} if request.param == "lazy" else set()
    with Counted(tmp_path / "data", now=lambda: datetime.now(UTC), lazy=lazy) as db:
        db.drop_tables()
        db.insert_multiple({"int": 1, "char": c} for c in "abc")
        yield db
"""
CACHE = "no query cache: it would not see what another process writes"
LAZY = "a lazy table is added to without being read: an id that is given is not looked for in it, nor counted on from"
MEANT = {
    "test_lru_cache": CACHE,
    "test_query_cache": CACHE,
    "test_query_cache_size": CACHE,
    "test_search": CACHE,
    "test_search_path": CACHE,
    "test_persist_table": "a table is there once it has a document",
    "test_table_repr": "it names our own class",
    "test_insert_with_doc_id": LAZY,
    "test_insert_with_duplicate_doc_id": LAZY,
    "test_upsert_by_id": LAZY,
}


def main(source: Path) -> int:
    """How many tests went another way than is meant."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "conftest.py").write_text(CONFTEST)
        with tarfile.open(source) as packed:
            for member in packed.getmembers():
                path = Path(member.name)
                if path.parent.name == "tests" and path.name in FILES and (file := packed.extractfile(member)):
                    (folder / path.name).write_bytes(file.read())
        command = [sys.executable, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", "--rootdir", name, name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    failed = {line.partition("::")[2].partition("[")[0].partition(" ")[0] for line in lines}
    for test in sorted(failed):
        print(f"{test}: {MEANT.get(test, 'NOT MEANT')}")
    print(done.stdout.splitlines()[-1])
    return len(failed ^ MEANT.keys())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
