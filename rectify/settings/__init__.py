"""Settings by subject; each module says what it sets. Production values are the defaults."""

from rectify.settings.api import *
from rectify.settings.base import *
from rectify.settings.database import *
from rectify.settings.language import *
from rectify.settings.security import *
from rectify.settings.work import *
