"""Data in and out."""

from .exporting import (
    data,
    download_everything,
    example_csv,
    export_csv,
    export_hevy,
    export_strong,
)
from .importing import (
    import_accept,
    import_create,
    import_detail,
    import_discard,
    import_resume,
    import_undo,
)

__all__ = [
    "data",
    "download_everything",
    "example_csv",
    "export_csv",
    "export_hevy",
    "export_strong",
    "import_accept",
    "import_create",
    "import_detail",
    "import_discard",
    "import_resume",
    "import_undo",
]
