"""Nobody knocks here: it forgets files that never arrived wholly, whichever capability expected them."""

from chassis.call import Call, Job
from chassis.doors import due
from meetings.files.store import FORGET, FileStore, UploadStore
from meetings.refusal import Refusal
from meetings.settings import Settings


class Files:
    """Ends what has an end."""

    name = "meetings_files"
    context = "meetings"
    refusals = (Refusal,)
    store_class = UploadStore
    settings_class = Settings
    store: UploadStore
    settings: Settings

    @due(FORGET)
    def forget_upload(self, _call: Call, job: Job) -> None:
        """A day has passed: what has not arrived wholly by now is dropped."""
        FileStore(self.store.work, job.data["bucket"]).forget_unfinished(job.key)
