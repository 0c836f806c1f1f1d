"""What of a batch is not imported: a preview given up or taken up again, the faults of a file."""

from django.views.decorators.http import require_POST, require_safe

from petitions.importing.kept import faults_of
from petitions.views.imports import seen_import
from rectify.exchange.unwanted import Unwanted

PAGES = Unwanted("petition_imports", seen_import, faults_of)

discard = require_POST(PAGES.discard)
restore = require_POST(PAGES.restore)
again = require_POST(PAGES.again)
recall = require_POST(PAGES.recall)
marked = require_safe(PAGES.marked)
