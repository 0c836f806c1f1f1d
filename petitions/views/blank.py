"""The blank table an office fills in and imports."""

import io

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.exporting.template import TITLE, write_template
from petitions.services.batches import NOT_YOURS
from petitions.services.fetch import DESK_ROLES
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.core.errors import NotAllowed
from rectify.exchange.faults import XLSX


@require_safe
def template(request: SignedRequest) -> HttpResponseBase:
    """The columns of the public table with drop-downs, notes and one example."""
    if request.actor.role not in DESK_ROLES:
        raise NotAllowed(_(NOT_YOURS))
    out = io.BytesIO()
    write_template(out)
    out.seek(0)
    name = f"{TITLE}模板{clock.today():%Y%m%d}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)
