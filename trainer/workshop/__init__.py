"""The learner's own decks at the bench: made, changed, and known again afterwards."""
