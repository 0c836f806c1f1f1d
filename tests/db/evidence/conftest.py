import pytest
from django.conf import settings

from rectify.evidence import services


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A private folder of stored files for one test."""
    monkeypatch.setattr(settings, "ENV", _Surroundings(tmp_path))
    return tmp_path / "files"


class _Surroundings:
    def __init__(self, var):
        self.var = var


@pytest.fixture
def keep(db, files):
    """Store bytes under a name, as the clerk."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from rectify.core.who import Who

    def kept(name, data, purpose="evidence", **more):
        upload = SimpleUploadedFile("x", data)
        upload._name = name  # the form layer would tidy the name; the service must not rely on it
        return services.store(Who(7, "李经办"), upload, purpose=purpose, **more)

    return kept


@pytest.fixture
def stored_paths(files):
    """What lies in the folder now, temporary files included."""
    return lambda: sorted(p.name for p in files.rglob("*") if p.is_file())
