// Which sessions are shown: a day, some words, one's own; all that is chosen holds together.
const view = { day: '', words: '', mine: false };
const later = { announce: 0 };

function recallView() {
  const kept = recall('sessionStorage', 'view') || {};
  view.day = typeof kept.day === 'string' ? kept.day : today();
  view.words = typeof kept.words === 'string' ? kept.words : '';
  view.mine = Boolean(kept.mine);
  byId('search').value = view.words;
}

// Whoever opens the page at the meeting sees the day that it is.
function today() {
  const days = daysOf(programme.all);
  const found = days.find((one) => shifted(Date.now(), one.entries[0].offset).startsWith(one.date));
  return found && days.length > 1 ? found.date : '';
}

function changeView(change) {
  Object.assign(view, change);
  keep('sessionStorage', 'view', view);
  drawView();
}

function drawView() {
  const wanted = fold(view.words).split(' ').filter(Boolean);
  if (!programme.all.some((one) => one.date === view.day)) {
    view.day = '';
  }
  programme.all.forEach((one) => {
    one.item.hidden = !matches(one, wanted);
  });
  byId('programme').querySelectorAll('.day').forEach((section) => {
    section.hidden = !section.querySelector('.session:not([hidden])');
    // Only on the screen: paper has all days.
    setClass(section, 'is-other', view.day && dateOf(section) !== view.day);
  });
  byId('mine').setAttribute('aria-pressed', String(view.mine));
  byId('save').hidden = !view.mine || !countStars() || !canSave();
  drawTabs();
  drawEmpty();
  drawNow();
}

function matches(entry, wanted) {
  return (!view.mine || starred.has(entry.id))
    && wanted.every((word) => searched(entry).includes(word));
}

function isShown(entry) {
  return !entry.item.hidden && (!view.day || entry.date === view.day);
}

function countShown() {
  return programme.all.filter(isShown).length;
}

function drawEmpty() {
  const narrowed = Boolean(view.day || view.words || view.mine);
  byId('empty').hidden = countShown() > 0;
  byId('all').hidden = !narrowed || !programme.all.length;
  byId('why').textContent = whyEmpty();
}

function whyEmpty() {
  if (!programme.all.length) {
    return phrase('no_sessions');
  }
  return view.mine && !countStars() ? phrase('none_mine') : phrase('no_match');
}

// Told when the typing rests, so that nobody is read a number for each letter.
function announceCount() {
  clearTimeout(later.announce);
  later.announce = setTimeout(() => {
    const count = countShown();
    const narrowed = view.words || view.mine;
    say(narrowed ? (count ? counted('sessions_found', count) : byId('why').textContent) : '');
  }, 700);
}

function showAll() {
  byId('search').value = '';
  changeView({ day: '', words: '', mine: false });
  say('');
  byId('programme').focus();
}

// What the address points to; a broken escape in it points to nothing.
function pointedTo() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch (broken) {
    return '';
  }
}

// A link to a session or a day shows it, whatever was chosen before.
function reveal() {
  const name = pointedTo();
  const entry = programme.known.get(name);
  const heading = /^_day-\d+$/.test(name) ? document.getElementById(name) : null;
  if (entry && !isShown(entry)) {
    byId('search').value = '';
    changeView({ day: view.day && entry.date, words: '', mine: false });
  } else if (heading) {
    changeView({ day: view.day && heading.firstElementChild.getAttribute('datetime') });
  }
  const target = entry ? entry.item : heading;
  if (target) {
    target.scrollIntoView();
  }
}

function watchFilters() {
  byId('search').addEventListener('input', () => {
    changeView({ words: byId('search').value });
    announceCount();
  });
  byId('mine').addEventListener('click', () => {
    changeView({ mine: !view.mine });
    announceCount();
  });
  byId('all').addEventListener('click', showAll);
  window.addEventListener('hashchange', reveal);
}
