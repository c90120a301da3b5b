"""Which documents each type of action comes with."""

from __future__ import annotations

from supportlens.domain import ActionType, MaterialKind

TAUGHT_MATERIALS = (
    MaterialKind.GUIDE,
    MaterialKind.ANNOUNCEMENT,
    MaterialKind.CHECK,
    MaterialKind.SCRIPT,
    MaterialKind.AGENT_CARD,
)
MATERIALS = {
    ActionType.TRAIN: TAUGHT_MATERIALS,
    ActionType.COACH_SERVICE: (),
    ActionType.FIX: (MaterialKind.EVIDENCE, MaterialKind.NOTICE, MaterialKind.WORKAROUND),
    ActionType.CONFIGURE: (MaterialKind.EVIDENCE, MaterialKind.NOTICE, MaterialKind.WORKAROUND),
    ActionType.CORRECT_DATA: (MaterialKind.EVIDENCE, MaterialKind.NOTICE),
    ActionType.RESTORE: (MaterialKind.EVIDENCE, MaterialKind.NOTICE),
    ActionType.GRANT_ACCESS: (MaterialKind.NOTICE, MaterialKind.WORKAROUND),
    ActionType.STREAMLINE: (MaterialKind.NOTICE,),
    ActionType.EXPLAIN_CHARGES: (MaterialKind.NOTICE,),
    ActionType.WARN: (MaterialKind.NOTICE,),
    ActionType.ASK: (MaterialKind.EVIDENCE,),
}
"""The documents of each type of action."""
