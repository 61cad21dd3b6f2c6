"""Data in and out."""

from .everything import (
    download_detail,
    download_discard,
    download_everything,
    download_file,
    download_resume,
)
from .exporting import (
    data,
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
    "download_detail",
    "download_discard",
    "download_everything",
    "download_file",
    "download_resume",
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
