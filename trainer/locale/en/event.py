"""Events: the dates to be ready by."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "none_coming": "There is nothing in your diary. Add something with trainer event add.",
    "unknown": "I know no event {name}. In your diary are: {known}.",
}
