"""What the petition list covers, in words: for the head of an export."""

from django.utils.translation import gettext as _

from petitions.forms import SearchForm
from petitions.listing.query import ListQuery
from petitions.workflow import STATE_NAMES, VERDICT_NAMES


def covered(form: SearchForm, query: ListQuery) -> str:
    """`第三轮省级督察；第3批；青崖县；待审核`; all when nothing narrows the list."""
    chosen = [form.cleaned_data.get(name) for name in ("round", "division")]
    words = [str(value) for value in chosen if value]
    if query.batch:
        words.append(_("第%(n)d批") % {"n": query.batch})
    if query.state in STATE_NAMES:
        words.append(_(STATE_NAMES[query.state]))
    if query.lamp:
        words.append({"orange": _("临期"), "red": _("超期")}.get(query.lamp, ""))
    if query.unit:
        words.append(_("承办单位含“%(text)s”") % {"text": query.unit})
    if query.pollution_type:
        words.append(_(query.pollution_type))
    if query.verdict in VERDICT_NAMES:
        words.append(_(VERDICT_NAMES[query.verdict]))
    if query.key_only:
        words.append(_("加星件"))
    if query.q:
        words.append(_("含“%(text)s”") % {"text": query.q})
    return "；".join(word for word in words if word) or _("全部")
