import pytest

from apps.exercises.services import load_catalogue, read_catalogue

SHIPPED = read_catalogue()


@pytest.fixture
def catalogue(db: None) -> None:
    """Load the shared catalogue, as a fresh installation has it."""
    load_catalogue(specs=SHIPPED)
