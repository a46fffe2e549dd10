"""Lifecycles: tables of lawful moves. One table serves enforcement, diagrams, buttons, the API's enums, tests and replay."""

from dataclasses import dataclass

from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow
from qinglian.law.text import Text


@dataclass(frozen=True)
class State:
    """One state of a thing: its code and the law's word for it."""

    code: str
    label: Text


@dataclass(frozen=True)
class Move:
    """One lawful act: from which states, to which state, by which roles, under which article, at which risk point."""

    act: str
    source: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    article: str
    label: Text
    risk_point: str = ""


@dataclass(frozen=True)
class Lifecycle:
    """The table for one kind of thing. The first state is the one that it is born in."""

    name: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]

    def state(self, code: str) -> State:
        """This will return the state with this code (KeyError when the table has none)."""
        for state in self.states:
            if state.code == code:
                return state
        raise KeyError(code)

    def moves_from(self, code: str) -> tuple[Move, ...]:
        """This will list the moves that are lawful in this state."""
        return tuple(move for move in self.moves if code in move.source)

    def require(self, act: str, *, state: str, by: Actor) -> Move:
        """This will return the move, or raise NotAllowed (wrong role) or NotNow (wrong state), naming the article."""
        candidates = [move for move in self.moves if move.act == act]
        if not candidates:
            raise KeyError(act)
        if not any(by.has_role(*move.roles) for move in candidates):
            raise NotAllowed(
                Text(f"您的岗位不能“{candidates[0].label.zh}”。", f"Your post may not “{candidates[0].label.en}”."),
                rule=f"{self.name}.{act}",
                article=candidates[0].article,
                next_step=Text("请由有此职责的人员办理。", "Ask a person whose post has this duty."),
            )
        for move in candidates:
            if state in move.source and by.has_role(*move.roles):
                return move
        here = self.state(state).label
        allowed_zh = "、".join(self.state(code).label.zh for code in candidates[0].source)
        allowed_en = ", ".join(self.state(code).label.en for code in candidates[0].source)
        raise NotNow(
            Text(
                f"现在是“{here.zh}”，不能“{candidates[0].label.zh}”。",
                f"It is “{here.en}” now: “{candidates[0].label.en}” is not possible.",
            ),
            rule=f"{self.name}.{act}",
            article=candidates[0].article,
            next_step=Text(f"只有在“{allowed_zh}”时可以办理。", f"It is possible only in: {allowed_en}."),
        )
