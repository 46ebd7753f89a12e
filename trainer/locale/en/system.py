"""Why the system will not do something: behind a colon, with what helps."""

MESSAGES = {
    "full": "the disk is full. Free some space and try again.",
    "quota": "your space on this disk is used up. Free some and try again.",
    "read_only": "the disk can only be read. Make it writable and try again.",
    "permission": "you have no permission for that. Change the permissions and try again.",
    "gone": "there is no such thing. See whether the name is right and the disk is connected.",
    "not_a_folder": "a part of that path is not a folder. See whether the name is right.",
    "a_folder": "that is a folder. Name a file.",
    "broken": "the disk reports an error. Make a backup, check the disk and try again.",
    "other": "the system reports error {number}. Try again.",
}
