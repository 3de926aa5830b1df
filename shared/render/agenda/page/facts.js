// What the server says about the copy that this page is, and where that copy stands now.
const facts = JSON.parse(byId('facts').textContent);
const path = `/agenda/${facts.event}`;
const copy = {
  release: facts.release,
  revision: facts.revision,
  published: facts.published,
  timezone: facts.timezone,
};

function byId(name) {
  return document.getElementById(`_${name}`);
}

// HTML makes one line feed of each line end; what the script writes shall not differ.
function setText(element, text) {
  element.textContent = (text || '').replace(/\r\n?/g, '\n');
}

function setClass(element, name, wanted) {
  element.classList.toggle(name, Boolean(wanted));
}

// Told to those who listen; shown too, unless the page shows it elsewhere.
function say(text, elsewhere) {
  byId('said').textContent = text;
  setClass(byId('said'), 'unseen', elsewhere);
}
