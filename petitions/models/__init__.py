"""Tables of the second noun: batches, petitions, their items, who handles them, the answers."""

from petitions.models.answer import PetitionEvidence, PetitionReply
from petitions.models.assignment import Assignment
from petitions.models.batch import PetitionBatch, PetitionRules
from petitions.models.outcome import OUTCOME, Outcome
from petitions.models.petition import Petition, PetitionItem
from petitions.models.published import PublishedPetition

__all__ = [
    "OUTCOME",
    "Assignment",
    "Outcome",
    "Petition",
    "PetitionBatch",
    "PetitionEvidence",
    "PetitionItem",
    "PetitionReply",
    "PetitionRules",
    "PublishedPetition",
]
