"""Settings by subject; each module says what it sets. Production values are the defaults."""

from rectify.settings.base import *  # noqa: F403
from rectify.settings.database import *  # noqa: F403
from rectify.settings.language import *  # noqa: F403
from rectify.settings.security import *  # noqa: F403
from rectify.settings.work import *  # noqa: F403
