// Storage may be missing, full or forbidden: then nothing is kept, and nobody is told.
function keyOf(name) {
  return `agenda:${facts.event}:${name}`;
}

function keep(area, name, value) {
  try {
    window[area].setItem(keyOf(name), JSON.stringify(value));
  } catch (refused) {
    // The page works on with what it holds.
  }
}

function recall(area, name) {
  try {
    return JSON.parse(window[area].getItem(keyOf(name)));
  } catch (refused) {
    return null;
  }
}

// Forget what belongs to older pages: names that begin so, but for one beginning.
function forget(begin, but) {
  try {
    Object.keys(window.localStorage)
      .filter((key) => key.startsWith(keyOf(begin)) && !key.startsWith(keyOf(but)))
      .forEach((key) => window.localStorage.removeItem(key));
  } catch (refused) {
    // Nothing was kept.
  }
}
