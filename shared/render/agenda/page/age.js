// How old this copy is, told when nobody can be asked for a newer one.
const freshness = { at: 0, failed: false };

function drawAge(failed) {
  freshness.failed = failed;
  byId('age').hidden = !failed;
  if (!failed) {
    return;
  }
  const at = freshness.at || Date.parse(copy.published);
  const time = instantIn(new Date(at));
  const ago = sinceThen(Date.now() - at);
  byId('age').textContent = ago ? phrase('as_of_ago', { time, ago }) : phrase('as_of', { time });
}

function instantIn(at) {
  const day = dayOf(at);
  const clockTime = `\u2066${clockOf(at)}\u2069`;
  return day === dayOf(new Date()) ? clockTime : joined([shortDate(day), clockTime]);
}

// "3 hours ago" in the page's language; nothing within the first minute, or without Intl's words.
function sinceThen(milliseconds) {
  const minutes = Math.floor(milliseconds / 6e4);
  if (minutes < 1 || !window.Intl || !Intl.RelativeTimeFormat) {
    return '';
  }
  const words = new Intl.RelativeTimeFormat(facts.language);
  if (minutes < 60) {
    return words.format(-minutes, 'minute');
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? words.format(-hours, 'hour') : words.format(-Math.floor(hours / 24), 'day');
}

function noteFresh() {
  freshness.at = Date.now();
  keep('localStorage', checkedName(), { at: freshness.at, revision: copy.revision });
  drawAge(false);
}

function checkedName() {
  return `checked:${facts.locale}`;
}

// When somebody was last asked; it says nothing about a copy that is older than what they said.
function recallAge() {
  const kept = recall('localStorage', checkedName());
  if (kept && kept.revision <= copy.revision) {
    freshness.at = kept.at;
  }
}
