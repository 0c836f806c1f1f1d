"""What of a batch is not imported: a preview given up or taken up again, the faults of a file."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from petitions.importing.kept import faults_of
from petitions.views.imports import seen_import
from rectify.accounts.http import SignedRequest
from rectify.exchange import unwanted

PREVIEW = "petition_imports:preview"


@require_POST
def discard(request: SignedRequest, pk: int) -> HttpResponseBase:
    """放弃: see `rectify.exchange.unwanted`."""
    seen_import(request, pk)
    return unwanted.discarded(request, pk, PREVIEW)


@require_POST
def restore(request: SignedRequest, pk: int) -> HttpResponseBase:
    """恢复."""
    seen_import(request, pk)
    return unwanted.restored(request, pk, PREVIEW)


@require_POST
def again(request: SignedRequest, pk: int) -> HttpResponseBase:
    """重新核对."""
    seen_import(request, pk)
    return unwanted.looked_again(request, pk, PREVIEW)


@require_POST
def recall(request: SignedRequest, pk: int) -> HttpResponseBase:
    """收回."""
    seen_import(request, pk)
    return unwanted.recalled(request, pk, PREVIEW)


@require_safe
def marked(request: SignedRequest, pk: int) -> HttpResponseBase:
    """下载标出问题的原表."""
    staged = seen_import(request, pk)
    return unwanted.marked(request, staged, lambda: faults_of(staged))
