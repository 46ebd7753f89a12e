"""The learner's events at the desk: what both faces ask about them, and what they keep of them."""

from trainer.agenda.diary import LONGEST, Draft, EventError, Occasion, one_line
from trainer.agenda.meeting import Agenda, Cramming

__all__ = ["LONGEST", "Agenda", "Cramming", "Draft", "EventError", "Occasion", "one_line"]
