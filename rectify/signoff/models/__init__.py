"""What the sign-off engine stands on."""

from rectify.signoff.models.chain import (
    APPROVING,
    STANDING,
    STEP_KINDS,
    Chain,
    ChainStep,
    ChainVersion,
    NumberSeries,
)
from rectify.signoff.models.cycle import (
    AbstractParty,
    AbstractPublicNotice,
    AbstractSignature,
    AbstractSignOff,
    AbstractStepRun,
    shared_sequence,
    signature_constraints,
    signoff_constraints,
)

__all__ = [
    "APPROVING",
    "STANDING",
    "STEP_KINDS",
    "AbstractParty",
    "AbstractPublicNotice",
    "AbstractSignOff",
    "AbstractSignature",
    "AbstractStepRun",
    "Chain",
    "ChainStep",
    "ChainVersion",
    "NumberSeries",
    "shared_sequence",
    "signature_constraints",
    "signoff_constraints",
]
