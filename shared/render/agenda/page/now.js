// What is on: a line between what has begun and what comes, and a mark on what runs.
const nowLine = makeNowLine();

function makeNowLine() {
  const line = document.createElement('li');
  line.className = 'now-line';
  line.tabIndex = -1;
  line.append(document.createElement('span'));
  return line;
}

function drawNow() {
  const at = Date.now();
  const days = daysOf(programme.all);
  days.forEach((day) => day.entries.forEach((one) => drawRunning(one, isOn(one, day, at))));
  const day = days.find((one) => shifted(at, one.entries[0].offset).startsWith(one.date));
  arrangeLine(day, at);
  byId('jump').hidden = !nowLine.offsetParent;
}

function arrangeLine(day, at) {
  if (day) {
    placeLineIn(day, at);
  } else {
    nowLine.remove();
  }
}

function jumpToNow() {
  nowLine.scrollIntoView({ block: 'center' });
  nowLine.focus({ preventScroll: true });
}

function placeLineIn(day, at) {
  const mine = byId('myzone').getAttribute('aria-pressed') === 'true';
  const time = mine ? clockOf(new Date(at)) : shifted(at, day.entries[0].offset).slice(11, 16);
  const next = day.entries.find((one) => one.start > at);
  nowLine.firstElementChild.textContent = `${phrase('now')} \u2066${time}\u2069`;
  const list = day.entries[0].item.parentNode;
  if (nowLine.parentNode !== list || nowLine.nextElementSibling !== (next ? next.item : null)) {
    list.insertBefore(nowLine, next ? next.item : null);
  }
}

// What is cancelled is never on. Without an end a session is on until the next one of its day starts, else until midnight.
function isOn(entry, day, at) {
  const next = day.entries.find((one) => one.start > entry.start);
  const midnight = Date.parse(`${day.date}T00:00:00Z`) + 864e5 - entry.offset * 6e4;
  const takesPlace = entry.item.classList.contains('is-scheduled');
  return takesPlace && entry.start <= at && at < (entry.end || (next ? next.start : midnight));
}

function drawRunning(entry, on) {
  setClass(entry.item, 'is-now', on);
  drawMark(entry, 'on-now', on ? phrase('on_now') : '');
}

// A small word beside the time of a session.
function drawMark(entry, name, text) {
  const there = entry.item.querySelector(`.${name}`);
  if (there && !text) {
    there.previousSibling.remove();
    there.remove();
  } else if (!there && text) {
    const mark = document.createElement('span');
    mark.className = `mark ${name}`;
    mark.textContent = text;
    entry.item.querySelector('.time').append(' ', mark);
  }
}
