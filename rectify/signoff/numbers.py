"""Document numbers: from our series under lock, or typed from the office's own register."""

from django.db import transaction

from rectify.signoff.models import NumberSeries


@transaction.atomic
def next_number(division_code: str, purpose: str, year: int, head: str) -> str:
    """The next `head〔year〕N号` of the series; a rolled-back act leaves no gap.

    GB/T 9704: hexagonal brackets, no padding zeros.
    """
    NumberSeries.objects.get_or_create(
        division_code=division_code, purpose=purpose, year=year, defaults={"prefix": head}
    )
    series = NumberSeries.objects.select_for_update(no_key=True).get(
        division_code=division_code, purpose=purpose, year=year
    )
    series.last += 1
    series.save(update_fields=["last"])
    return f"{series.prefix}〔{year}〕{series.last}号"
