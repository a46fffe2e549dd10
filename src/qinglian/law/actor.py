"""Who acts: a pseudonymous id, an organisation and roles. The domain's actions take one as `by`."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """One person, organisation key or clock that acts. `id` is what facts show; names live beside the log."""

    id: str
    organisation: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)

    def has_role(self, *roles: str) -> bool:
        """This will say whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


ANYONE = Actor(id="anyone")
TIMETABLE = Actor(id="timetable", roles=frozenset({"timetable"}))
