// The meeting's time or one's own, where the phone's clock shows another.
const clock = { mine: false };

function recallZone() {
  clock.mine = recall('localStorage', 'zone') === 'mine';
}

function isElsewhere() {
  return programme.all.some((one) => one.offset !== -new Date(one.start).getTimezoneOffset());
}

function drawZone() {
  const offered = isElsewhere();
  const mine = offered && clock.mine;
  byId('myzone').hidden = !offered;
  byId('myzone').textContent = phrase('my_time', { timezone: cityOf(ownZone()) });
  byId('myzone').setAttribute('aria-pressed', String(mine));
  const timezone = mine ? ownZone() : copy.timezone;
  byId('zone').textContent = phrase(mine ? 'times_mine' : 'times_local', { timezone });
  programme.all.forEach((one) => drawClock(one, mine));
}

function ownZone() {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || ownOffset();
  } catch (unknown) {
    return ownOffset();
  }
}

// America/New_York is long for a button; the line about the times has it in full.
function cityOf(timezone) {
  return timezone.split('/').pop().replace(/_/g, ' ');
}

function ownOffset() {
  const offset = -new Date(programme.all[0].start).getTimezoneOffset();
  const size = Math.abs(offset);
  return `UTC${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function drawClock(entry, mine) {
  if (Boolean(entry.mine) === mine) {
    return;
  }
  entry.mine = mine;
  entry.times.forEach((time) => {
    const instant = time.getAttribute('datetime');
    time.textContent = mine ? clockOf(new Date(instant)) : instant.slice(11, 16);
  });
  drawDate(entry, mine ? dayOf(new Date(entry.start)) : entry.date);
}

// Where it is another day for the reader, the session says which.
function drawDate(entry, day) {
  const place = entry.item.querySelector('.time');
  const there = place.querySelector('.date');
  if (there) {
    there.remove();
  }
  if (day !== entry.date) {
    const date = document.createElement('span');
    date.className = 'date';
    date.textContent = longDate(day);
    place.prepend(date);
  }
}

function toggleZone() {
  clock.mine = !clock.mine;
  keep('localStorage', 'zone', clock.mine ? 'mine' : 'event');
  drawZone();
  drawNow();
  say(byId('zone').textContent, true);
}
