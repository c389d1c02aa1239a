"""The days of the week as notes write them, to put into patterns."""

WEEKDAY_WRITTEN_OUT = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"  # "Mon", "weds", "Thursday", "Saturdays"
