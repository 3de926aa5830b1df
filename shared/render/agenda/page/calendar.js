// One's own sessions as a calendar file, cut out of the whole agenda's.
function canSave() {
  return Boolean(window.fetch && window.Blob && window.URL && URL.createObjectURL);
}

function calendarUrl() {
  return `${path}/agenda.ics${facts.query}`;
}

function saveMine() {
  fetch(calendarUrl())
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
    .then((text) => offerFile(cutCalendar(text, starred)))
    .catch(() => drawAge(true));
}

// The calendar with the entries of these sessions alone; the zone and all else stay.
function cutCalendar(text, ids) {
  const parts = text.split(/^(?=BEGIN:VEVENT)/m);
  return parts.map((part) => (isWanted(part, ids) ? part : afterEntry(part))).join('');
}

function isWanted(part, ids) {
  return !part.startsWith('BEGIN:VEVENT') || ids.has(idOf(part));
}

// What stands after an entry: nothing, or the end of the calendar.
function afterEntry(part) {
  return part.replace(/^[^]*^END:VEVENT\r?\n/m, '');
}

function idOf(entry) {
  const found = /^UID:(.*)@/m.exec(entry.replace(/\r?\n[ \t]/g, ''));
  return found ? found[1] : '';
}

function offerFile(text) {
  const link = document.createElement('a');
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  link.href = url;
  link.download = `${facts.event}.ics`;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
