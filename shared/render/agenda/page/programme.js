// The sessions: those that the page came with, and those that stand on it now. An answer tells
// what changed since the page was made, so it is always laid over what the page came with.
const programme = { base: [], all: [], known: new Map() };

function readProgramme() {
  byId('programme').querySelectorAll('.day').forEach((section) => {
    const day = Number(section.getAttribute('aria-labelledby').slice('_day-'.length));
    const date = section.querySelector('h2 time').getAttribute('datetime');
    section.querySelectorAll('.session').forEach((item) => {
      programme.base.push(makeEntry(item, day, date));
    });
  });
  hold(programme.base);
}

function makeEntry(item, day, date) {
  const times = Array.from(item.querySelectorAll('.time time'));
  const [start, end] = times.map((time) => Date.parse(time.getAttribute('datetime')));
  const offset = offsetOf(times[0].getAttribute('datetime'));
  return { id: item.id, item, times, html: item.outerHTML, day, date, start, end, offset };
}

function hold(entries) {
  programme.all = entries;
  programme.known = new Map(entries.map((one) => [one.id, one]));
}

// Lay an answer over the page's own sessions; the ids that differ from what stood there.
function mergeAnswer(answer) {
  const before = programme.known;
  const entries = answer.complete ? answer.sessions.map(takeSession) : overlay(answer);
  hold(entries.sort(compareEntries));
  const differ = entries.filter((one) => before.get(one.id) !== one).map((one) => one.id);
  const gone = Array.from(before.keys()).filter((id) => !programme.known.has(id));
  return { differ, gone };
}

function overlay(answer) {
  const changed = new Map(answer.sessions.map((one) => [one.id, one]));
  const removed = new Set(answer.removed);
  const stay = programme.base.filter((one) => !removed.has(one.id));
  const known = new Set(stay.map((one) => one.id));
  const added = answer.sessions.filter((one) => !known.has(one.id));
  return stay
    .map((one) => (changed.has(one.id) ? takeSession(changed.get(one.id)) : one))
    .concat(added.map(takeSession));
}

// An entry for a session; the one that stands there already if nobody could tell them apart.
function takeSession(session) {
  const entry = makeEntry(drawSession(session), session.day, session.date);
  const there = programme.known.get(session.id);
  return there && there.html === entry.html && there.day === entry.day ? there : entry;
}

// By start, longer first: the order of the agenda.
function compareEntries(one, other) {
  const length = (entry) => (entry.end ? entry.end - entry.start : 0);
  return one.start - other.start || length(other) - length(one);
}

// Put what is held into the page: days in order, sessions in their days.
function placeProgramme() {
  const place = byId('programme');
  const sections = new Map(Array.from(place.children).map((one) => [dateOf(one), one]));
  const days = daysOf(programme.all);
  arrange(place, days.map((day) => {
    const section = sections.get(day.date) || drawDay();
    nameDay(section, day);
    arrange(section.querySelector('ol'), day.entries.map((one) => one.item));
    return section;
  }));
}

function daysOf(entries) {
  const days = new Map();
  entries.forEach((one) => {
    const day = days.get(one.date) || { date: one.date, number: one.day, entries: [] };
    day.entries.push(one);
    days.set(one.date, day);
  });
  return Array.from(days.values());
}

function dateOf(section) {
  return section.querySelector('h2 time').getAttribute('datetime');
}

function drawDay() {
  return byId('day').content.firstElementChild.cloneNode(true);
}

function nameDay(section, day) {
  const heading = section.querySelector('h2');
  const name = `_day-${day.number}`;
  heading.id = name;
  section.setAttribute('aria-labelledby', name);
  heading.firstElementChild.setAttribute('datetime', day.date);
  heading.firstElementChild.textContent = longDate(day.date);
}

// Make these the children, in this order; those that are in place stay, and keep the focus.
function arrange(parent, wanted) {
  let next = parent.firstElementChild;
  wanted.forEach((node) => {
    if (node === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(node, next);
    }
  });
  while (next) {
    const gone = next;
    next = next.nextElementSibling;
    gone.remove();
  }
}
