// The page's words and dates, as the server writes them.
function fill(pattern, slots) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => slots[name]);
}

function phrase(key, slots) {
  return fill(facts.phrases[key], slots || {});
}

function counted(key, count) {
  const wordings = facts.counted[key];
  const rules = window.Intl && Intl.PluralRules ? new Intl.PluralRules(facts.language) : null;
  const category = rules ? rules.select(count) : 'other';
  return fill(wordings[category] || wordings.other, { count });
}

function joined(parts) {
  return parts.filter(Boolean).join(facts.phrases.comma);
}

function partsOf(day) {
  const [year, month, number] = day.split('-').map(Number);
  return { day: number, month: facts.months[month - 1], year, number: month };
}

function weekday(day) {
  return facts.days[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
}

function shortDate(day) {
  return fill(facts.patterns.date, partsOf(day));
}

function longDate(day) {
  const slots = Object.assign({ weekday: weekday(day) }, partsOf(day));
  const name = fill(facts.patterns.long_date, slots);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function dateRange(days) {
  const dates = Array.from(new Set(days)).sort();
  const first = dates[0];
  const last = dates[dates.length - 1];
  const length = first ? (Date.parse(last) - Date.parse(first)) / 864e5 + 1 : 0;
  if (dates.length !== length) {
    return joined(dates.map(shortDate));
  }
  if (length < 2) {
    return first ? shortDate(first) : '';
  }
  const slots = { first: shortDate(first), last: shortDate(last) };
  const from = partsOf(first);
  const range = Object.assign(slots, partsOf(last), { first_day: from.day, first_month: from.month });
  return fill(facts.patterns[rangeOf(from, partsOf(last))], range);
}

function rangeOf(from, to) {
  if (from.year !== to.year) {
    return 'range';
  }
  return from.number === to.number ? 'range_in_month' : 'range_in_year';
}

function two(number) {
  return String(number).padStart(2, '0');
}

// The phone's own wall clock and day.
function clockOf(at) {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function dayOf(at) {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

// Minutes that the zone of a written instant is ahead of UTC.
function offsetOf(instant) {
  const found = /([+-])(\d\d):(\d\d)$/.exec(instant);
  return found ? Number(`${found[1]}1`) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}

// An instant written as the wall clock of an offset would show it.
function shifted(at, offset) {
  return new Date(at + offset * 6e4).toISOString();
}
