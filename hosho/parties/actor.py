"""The one who acts. Every action takes an actor as `by=`; nothing inside asks who is logged in."""

from __future__ import annotations

from dataclasses import dataclass

from hosho.domain.refusals import NotAllowed
from hosho.parties.roles import Role, Side


@dataclass(frozen=True)
class Actor:
    """Who acts, for which organisation, with which roles.

    `person_id` is None only for the system itself. `organisation_id` is the contractor's or branch's id and the
    boundary of everything the actor may see: queries filter by it, so a stranger's object is simply not found.
    """

    side: Side
    name: str
    person_id: int | None = None
    organisation_id: int | None = None
    organisation_name: str = ""
    roles: frozenset[Role] = frozenset()

    @property
    def home(self) -> int:
        """The id of the actor's own organisation. Raises NotAllowed for the system and the operator."""
        if self.organisation_id is None:
            raise NotAllowed
        return self.organisation_id

    @property
    def person(self) -> int:
        """The id of the person. Raises NotAllowed for the system: the deed needs somebody's name."""
        if self.person_id is None:
            raise NotAllowed
        return self.person_id

    def may(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)

    def require(self, *roles: Role) -> None:
        """Refuse with NotAllowed unless the actor holds at least one of the roles."""
        if not self.may(*roles):
            raise NotAllowed


SYSTEM = Actor(side=Side.SYSTEM, name="自動処理")
