"""Nobody knocks here: it forgets files that never arrived wholly, whichever capability expected them."""

from chassis.call import Call, Job
from chassis.doors import due
from chassis.mongo import Index, UnitOfWork
from meetings.files.store import FORGET, FileStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Uploads:
    """The uploads of every bucket."""

    INDEXES: tuple[Index, ...] = ()

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work


class Files:
    """Ends what has an end."""

    name = "meetings_files"
    context = "meetings"
    refusals = (Refusal,)
    store_class = Uploads
    settings_class = Settings
    store: Uploads
    settings: Settings

    @due(FORGET)
    def forget_upload(self, _call: Call, job: Job) -> None:
        """A day has passed: what has not arrived wholly by now is dropped."""
        FileStore(self.store.work, job.data["bucket"]).forget_unfinished(job.key)
