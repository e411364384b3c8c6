#include "endpoints/owner/password_page.h"

#include "actions/change_password.h"
#include "endpoints/owner/owner_forms.h"
#include "system/log/log.h"

namespace ekiben::endpoints::owner {
namespace {

using i18n::Message;

http::Response form_page(const Parts& parts, const http::Request& request, int status, const FieldFaults& faults) {
  const auto site = parts.site.facts();
  PageHead head;
  head.language = site->language;
  head.title = i18n::sentence(head.language, Message::password_heading);
  const OwnerParts shell = make_owner_parts(parts, request, Tab::settings);
  templates::View view;
  view.text("token", shell.form_token).text("handle", site->handle);
  faults.put_into(view, parts.pages);
  return parts.pages.owner_page(status, head, shell, "password", view);
}

/// Runs on the password thread.
http::Response change(const Parts& parts, const http::Request& request, const std::string& now, const std::string& wanted) {
  const auto session = parts.sessions.find(request);
  if (!session) {
    return parts.errors.make(401, &request);
  }
  const auto done = actions::change_password(parts.actions, now, wanted, session->hash);
  if (done) {
    parts.backoff.note_right(request.peer_address);
    log::notice("the password was changed from " + request.peer_address);
    return see_other("/my/settings#password-changed");
  }
  if (done.error().kind != ErrorKind::unauthorized) {
    return parts.errors.make(503, &request);
  }
  parts.backoff.note_wrong(request.peer_address);
  FieldFaults faults(parts.site.facts()->language);
  faults.add("password_now", Message::wrong_password_now);
  return form_page(parts, request, 422, faults);
}

} // namespace

http::Response show_password(const Parts& parts, const http::Request& request) {
  return form_page(parts, request, 200, FieldFaults(parts.site.facts()->language));
}

void do_password(const Parts& parts, const http::Request& request, http::Responder responder) {
  const http::Form form = read_form(request);
  const std::string now(form.value("password_now"));
  const std::string wanted(form.value("password"));
  FieldFaults faults(parts.site.facts()->language);
  const auto fault = domain::check_password(wanted);
  faults.add("password", fault);
  if (!fault && wanted != form.value("password_again")) {
    faults.add("password_again", Message::wrong_password_twice);
  } else if (!fault && wanted == now) {
    faults.add("password", Message::wrong_password_same);
  }
  if (now.empty()) {
    faults.add("password_now", Message::wrong_password_now);
  }
  if (!faults.empty()) {
    responder.send(form_page(parts, request, 422, faults));
    return;
  }
  if (const auto wait = parts.backoff.wait_for(request.peer_address); wait.count() > 0) {
    responder.send(parts.errors.make_retry(429, request, wait));
    return;
  }
  answer_on_password_thread(parts, request, std::move(responder),
                            [&parts, request, now, wanted] { return change(parts, request, now, wanted); });
}

} // namespace ekiben::endpoints::owner
