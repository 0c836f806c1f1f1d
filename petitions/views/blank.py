"""The blank table an office fills in and imports."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.exporting.template import TITLE, write_template
from petitions.services.batches import NOT_YOURS
from petitions.services.fetch import DESK_ROLES
from rectify.accounts.http import SignedRequest
from rectify.core.errors import NotAllowed
from rectify.exchange import downloads


@require_safe
def template(request: SignedRequest) -> HttpResponseBase:
    """The columns of the public table with drop-downs, notes and one example."""
    if request.actor.role not in DESK_ROLES:
        raise NotAllowed(_(NOT_YOURS))
    return downloads.handed(write_template, f"{TITLE}模板", "xlsx")
