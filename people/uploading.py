"""Which views take files, and how a file is stored while its form is read."""

from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

# What a form says beside its files.
FORM = 100_000


def takes_files(most):
    """Mark a view that takes files: ``most()`` bytes of them in one form."""

    def mark(view):
        view.most_bytes_of_files = most
        return view

    return mark


def most_bytes(view):
    most = getattr(view, "most_bytes_of_files", None)
    return most() + FORM if most else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class NamelessFileUploadHandler(TemporaryFileUploadHandler):
    """Store a large upload in an unnamed file, which disappears whatever happens to the process."""

    def new_file(self, *arguments, **options):
        FileUploadHandler.new_file(self, *arguments, **options)
        kept = TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)
        self.file = UploadedFile(kept, self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

    def upload_interrupted(self):
        if hasattr(self, "file"):
            self.file.close()
