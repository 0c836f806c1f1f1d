"""The words offices use for the columns of plans, ledgers and tables of complaints.

From the forms of domain 4.4, 9.5 and 13. A field's name is the name of the row's field it fills;
`ignored` marks headings we know and have no use for.
"""

from rectify.exchange.readers.vocabulary.petition import PETITION_WORDS
from rectify.exchange.readers.vocabulary.plan import PLAN_WORDS
from rectify.exchange.readers.vocabulary.words import by_word

__all__ = ["PETITION_WORDS", "PLAN_WORDS", "by_word"]
