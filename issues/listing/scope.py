"""What a list covers, in words: for the head of an export."""

from django.utils.translation import gettext as _

from issues.forms.search import SearchForm
from issues.listing.query import ListQuery
from issues.workflow import STATE_NAMES
from rectify.signoff.models import STEP_KINDS


def covered(form: SearchForm, query: ListQuery) -> str:
    """`第三轮省级督察；云屏州；整改中`; all when nothing narrows the list."""
    chosen = [form.cleaned_data.get(name) for name in ("round", "division")]
    words = [str(value) for value in chosen if value]
    if query.state in STATE_NAMES:
        words.append(_(STATE_NAMES[query.state]))
    if query.step in STEP_KINDS:
        words.append(str(STEP_KINDS[query.step]))
    if query.lamp:
        words.append({"orange": _("临期"), "red": _("超期")}.get(query.lamp, ""))
    if query.unit:
        words.append(_("单位含“%(text)s”") % {"text": query.unit})
    if query.due_from:
        words.append(_("%(day)s 起到期") % {"day": query.due_from})
    if query.due_to:
        words.append(_("%(day)s 止到期") % {"day": query.due_to})
    if query.q:
        words.append(_("含“%(text)s”") % {"text": query.q})
    if query.unit_id:
        words.append(_("本单位承担"))
    return "；".join(word for word in words if word) or _("全部")
