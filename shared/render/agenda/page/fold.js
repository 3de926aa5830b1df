// The form in which words are looked for: what a plain keyboard writes, as the server folds `q`.
const MARKS = new RegExp(
  '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a'
  + '\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad]', 'g',
);
const PLAIN = {
  'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'þ': 'th', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'ħ': 'h',
  'ı': 'i', 'ŋ': 'n', 'ŧ': 't', 'ς': 'σ', 'ə': 'e', 'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ک': 'ك',
  'ة': 'ه', '‘': "'", '’': "'", 'ʻ': "'", 'ʼ': "'", '“': '"', '”': '"', '‐': '-', '–': '-', '—': '-',
};
const UNUSUAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

function fold(text) {
  const bare = text.normalize('NFKD').replace(MARKS, '').toLowerCase();
  const spelled = bare.replace(MARKS, '').replace(UNUSUAL, (letter) => PLAIN[letter]);
  return spelled.normalize('NFC').replace(/\s+/g, ' ').trim();
}

// What a search looks into: the title, the people, where they come from, and the room.
function searched(entry) {
  if (entry.searched === undefined) {
    const parts = entry.item.querySelectorAll('.name, .who, .of bdi, .room, .track');
    entry.searched = Array.from(parts).map((one) => fold(one.textContent)).join('\n');
  }
  return entry.searched;
}
