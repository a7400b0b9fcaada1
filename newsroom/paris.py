from zoneinfo import ZoneInfo
PARIS = ZoneInfo("Europe/Paris")
def to_paris(i): return i.astimezone(PARIS)
