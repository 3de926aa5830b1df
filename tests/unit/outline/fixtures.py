"""Outlines of invented meetings."""

SEED_LIBRARY = """
SEEDKEEP

Project on saving old garden seeds around the lake

2.1.4 Activity outline

Seminar on

Sharing seeds between libraries and gardens

Wednesday, 6 May 2026, Tartu, Estonia

BACKGROUND

Old sorts of beans vanish
when nobody sows them.

A library can lend seeds as it lends books.

EXPECTED OUTCOME

A list of sorts that every library keeps.

PARTICIPANTS

Representatives of the Ministry of Gardens, Seed Unit of the Botanical Institute, LSK, as well as
the private sector - Guild Bank and Association of Lake Nurseries.

LOCATION

Granary House, Barley room.

Programme

6 May 2026
09h30 - 10h00\tRegistration
10h00 - 11h00\tSession 1: What a seed remembers (part one)
\tPresentation (Seed Unit, Botanical Institute)
11h00 - 12h00\tSession 2: Lending and getting back
\tPanel discussion (Guild Bank and Association
\tof Lake Nurseries)
12h00 - 12h15\tConclusions

Contact

Please write to:

Kadri OJA Project Assistant Lake Office (LO) Society of Gardens

Email: kadri.oja@example.org
"""

TWO_DAYS = """Harbour Pilots Forum -- Draft Agenda

Day 1
Monday, 1 June 2026 - Arrival

6:00 - 7:30 pm  Welcome reception

Day 2
Tuesday, 2 June 2026

9:00 - 9:45  Opening
9:45  Tides and timetables
11:00-12:00Visit to the tower
- the lamp
- the log book of
  the year
"""
