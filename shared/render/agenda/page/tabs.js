// The days as tabs, where there are several: one panel, which the tabs change.
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

function drawTabs() {
  const place = byId('tabs');
  const days = daysOf(programme.all);
  const dates = days.map((one) => one.date).join(' ');
  if (place.dataset.dates !== dates) {
    place.dataset.dates = dates;
    place.textContent = '';
    [''].concat(days.map((one) => one.date)).forEach((date) => place.append(makeTab(date)));
  }
  showTabs(place, days.length > 1);
  Array.from(place.children).forEach((tab) => {
    const chosen = tab.dataset.date === view.day;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  });
}

function showTabs(place, several) {
  place.hidden = !several;
  setClass(document.documentElement, 'sticks', several);
  if (byId('days')) {
    byId('days').remove();
  }
  ['role', 'aria-label'].forEach((name) => byId('programme').removeAttribute(name));
  if (several) {
    byId('programme').setAttribute('role', 'tabpanel');
    byId('programme').setAttribute('aria-label', place.getAttribute('aria-label'));
  }
}

function makeTab(date) {
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.dataset.date = date;
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', '_programme');
  if (date) {
    const name = document.createElement('span');
    name.textContent = weekday(date);
    tab.append(name, ` ${partsOf(date).day}`);
  } else {
    tab.textContent = phrase('all_days');
  }
  return tab;
}

function chooseTab(tab) {
  changeView({ day: tab.dataset.date });
  announceCount();
  tab.focus();
  if (tab.scrollIntoView) {
    tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

// Arrows go round as the tabs stand, which is leftwards where writing is (ARIA practices, tabs).
function stepTabs(event) {
  const tabs = Array.from(byId('tabs').children);
  const at = tabs.indexOf(document.activeElement);
  const step = (STEPS[event.key] || 0) * (document.dir === 'rtl' ? -1 : 1);
  const ends = { Home: 0, End: tabs.length - 1 };
  const next = step ? (at + step + tabs.length) % tabs.length : ends[event.key];
  if (at >= 0 && next !== undefined) {
    event.preventDefault();
    chooseTab(tabs[next]);
  }
}

function watchTabs() {
  byId('tabs').addEventListener('keydown', stepTabs);
  byId('tabs').addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) {
      chooseTab(tab);
    }
  });
}
