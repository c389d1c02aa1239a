"""Uploaded files stay in memory, within limits; nothing of them is written to a temporary folder."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from fullarc.exchange.incoming.uploads import FILE_LIMIT, plain_name

TOGETHER_LIMIT = 25 * 1024 * 1024


class InMemoryWithinLimits(FileUploadHandler):
    """Keeps files up to 10 MB each and 25 MB together. A larger one is left out and its name is kept in `too_large`."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self.together = 0
        self.kept = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.together += len(raw_data)
        if start + len(raw_data) > FILE_LIMIT or self.together > TOGETHER_LIMIT:
            self.kept = io.BytesIO()
            self.too_large.append(plain_name(self.file_name or ""))
            raise SkipFile
        self.kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        self.kept.seek(0)
        return InMemoryUploadedFile(self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset)
