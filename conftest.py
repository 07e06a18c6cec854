"""For every test: the real packages come first.

pytest names a test module after its folder (``gateway.tests...``), which would make ``gateway``
an empty package of that name if the real one were not known already.
"""

import gateway  # noqa: F401 - see above
