/**
 * Sends every response of this Google Form to secretariat, signed as Standard Webhooks.
 *
 * Script properties: ADDRESS (https://…/registration/EVENT/webhooks/google_forms) and
 * SECRET (whsec_…). Run `install` once. A response that could not be sent within one run is
 * tried again every hour; one that is refused stops the run, and Google mails you about it.
 */

var MOST_ATTEMPTS = 6; // of one run: a run may take six minutes, and calls are counted by the day
var FIRST_WAIT_MS = 2000;
var LONGEST_WAIT_MS = 60000;
var LONGEST_RUN_MS = 5 * 60 * 1000;
var LATE = 'late:';

/** Makes the triggers; running it again makes no second ones. */
function install() {
  ScriptApp.getProjectTriggers().forEach(function (trigger) {
    if (['onResponse', 'sendLate'].indexOf(trigger.getHandlerFunction()) >= 0) {
      ScriptApp.deleteTrigger(trigger);
    }
  });
  ScriptApp.newTrigger('onResponse').forForm(FormApp.getActiveForm()).onFormSubmit().create();
  ScriptApp.newTrigger('sendLate').timeBased().everyHours(1).create();
}

/** What a new or edited response starts. */
function onResponse(e) {
  deliver(e.response, Date.now() + LONGEST_RUN_MS, false);
}

/** Sends what an earlier run could not, oldest first, until the run's time is over. */
function sendLate() {
  var end = Date.now() + LONGEST_RUN_MS;
  var late = Object.keys(PropertiesService.getScriptProperties().getProperties())
    .filter(function (name) { return name.indexOf(LATE) === 0; });
  for (var i = 0; i < late.length && Date.now() < end; i++) {
    var response = FormApp.getActiveForm().getResponse(late[i].slice(LATE.length));
    if (!response) {
      PropertiesService.getScriptProperties().deleteProperty(late[i]);
    } else if (!deliver(response, end, false)) {
      return;
    }
  }
}

/** Sends the latest response as a test: nobody is registered; the log shows what would be. */
function sendTest() {
  var responses = FormApp.getActiveForm().getResponses();
  if (responses.length === 0) throw new Error('Please fill in the form once, then test again.');
  deliver(responses[responses.length - 1], Date.now() + LONGEST_RUN_MS, true);
}

/** Sends one response and says whether it arrived; what did not is remembered for later. */
function deliver(response, end, test) {
  var id = response.getId();
  var body = JSON.stringify(describe(response, test));
  var late = PropertiesService.getScriptProperties();
  if (!test) late.setProperty(LATE + id, '');
  var arrived = send(id, body, end);
  if (arrived && !test) late.deleteProperty(LATE + id);
  return arrived;
}

/** Tries a few times, waiting longer each time. Throws when secretariat refuses for good. */
function send(id, body, end) {
  var wait = FIRST_WAIT_MS;
  for (var attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    var answer = post(id, body);
    var status = answer ? answer.getResponseCode() : 0;
    if (status >= 200 && status < 300) {
      console.log(answer.getContentText());
      return true;
    }
    if ([400, 401, 413].indexOf(status) >= 0) {
      throw new Error('secretariat answered ' + status + ': ' + answer.getContentText());
    }
    var pause = Math.min(LONGEST_WAIT_MS, Math.max(wait, retryAfter(answer)));
    if (attempt === MOST_ATTEMPTS || Date.now() + pause > end) break;
    Utilities.sleep(pause + Math.floor(Math.random() * 1000));
    wait *= 2;
  }
  return false;
}

/** One attempt, signed at this moment; nothing when nobody answers or the quota is used up. */
function post(id, body) {
  var settings = PropertiesService.getScriptProperties();
  var stamp = String(Math.floor(Date.now() / 1000));
  try {
    return UrlFetchApp.fetch(settings.getProperty('ADDRESS'), {
      method: 'post',
      contentType: 'application/json',
      payload: body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': stamp,
        'webhook-signature': sign(settings.getProperty('SECRET'), id + '.' + stamp + '.' + body)
      },
      followRedirects: false,
      muteHttpExceptions: true
    });
  } catch (unreachable) {
    console.warn(String(unreachable));
    return null;
  }
}

/** v1 of Standard Webhooks: base64 of the HMAC-SHA256 with the secret's bytes. */
function sign(secret, content) {
  var bare = secret.replace(/^whsec_/, '').replace(/=+$/, '');
  var key = Utilities.base64Decode(bare + '==='.slice((bare.length + 3) % 4));
  var bytes = Utilities.newBlob(content).getBytes();
  return 'v1,' + Utilities.base64Encode(Utilities.computeHmacSha256Signature(bytes, key));
}

/** A response as secretariat reads it. */
function describe(response, test) {
  var form = FormApp.getActiveForm();
  var told = {
    formId: form.getId(),
    formTitle: form.getTitle(),
    responseId: response.getId(),
    timestamp: response.getTimestamp().toISOString(),
    respondentEmail: response.getRespondentEmail(),
    answers: response.getItemResponses().map(function (one) {
      var item = one.getItem();
      return { id: String(item.getId()), title: item.getTitle(), value: one.getResponse() };
    })
  };
  if (test) told.test = true;
  return told;
}

/** How long the server asks to wait, in milliseconds. */
function retryAfter(answer) {
  if (!answer) return 0;
  var headers = answer.getHeaders();
  return 1000 * (parseInt(headers['Retry-After'] || headers['retry-after'], 10) || 0);
}
