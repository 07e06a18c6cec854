"""For every test: the real packages come first, and no clock judges an example of hypothesis.

pytest names a test module after its folder (``gateway.tests...``), which would make ``gateway``
an empty package of that name if the real one were not known already.
"""

from hypothesis import settings

import gateway  # noqa: F401 - see above

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
