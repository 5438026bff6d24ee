"""How English pages write times: by the 24-hour clock, as French ones do, so that every time reads alike."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "N j, Y, H:i"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
