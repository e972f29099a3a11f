"""What can go wrong with an expression before and while it is evaluated."""


class FeelError(ValueError):
    """The text is not a FEEL expression.

    `message` says what was expected and what came; `position` is the offset of
    the offending character in the text, counted from 0.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(f"{message} (at character {position + 1})")
        self.message = message
        self.position = position


class LimitExceeded(Exception):
    """An evaluation asked for more steps, depth or memory than it may use."""
