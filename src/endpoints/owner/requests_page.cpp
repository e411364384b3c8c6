#include "endpoints/owner/requests_page.h"

#include "actions/accept_follow_request.h"
#include "actions/reject_follow_request.h"
#include "endpoints/owner/owner_forms.h"
#include "endpoints/owner/people.h"
#include "store/read_followers.h"
#include "store/read_profile.h"

namespace ekiben::endpoints::owner {
namespace {

using i18n::Message;

constexpr std::size_t kPageSize = 40;

} // namespace

http::Response show_requests(const Parts& parts, const http::Request& request) {
  const auto site = parts.site.facts();
  const OwnerParts shell =
      make_owner_parts(parts, request, Tab::requests,
                       {{"accepted", Message::flash_accepted}, {"rejected", Message::flash_rejected}, {"settled", Message::flash_settled}});
  const auto query = http::parse_form(request.query());
  const auto reader = parts.readers.take();
  const auto people = store::list_follow_requests(reader, query ? read_id(query->value("after")) : Id{}, kPageSize);
  const auto owner = store::find_owner(reader);
  if (!people || !owner || !*owner) {
    return parts.errors.make(503, &request);
  }
  PageHead head;
  head.language = site->language;
  head.title = i18n::sentence(head.language, Message::requests_heading);
  std::vector<templates::View> rows;
  for (const domain::FollowerView& person : *people) {
    const std::string name = shown_name(person.name, person.user, person.actor);
    rows.push_back(make_person(person, shell.form_token)
                       .text("accept", i18n::say(head.language, Message::requests_accept_named, {{"name", name}}))
                       .text("reject", i18n::say(head.language, Message::requests_reject_named, {{"name", name}})));
  }
  templates::View view;
  view.show_if("some", !rows.empty()).show_if("automatic", !(*owner)->approves_followers).list("people", std::move(rows));
  if (people->size() == kPageSize) {
    view.text("older", "/my/requests?after=" + std::to_string(people->back().id.value));
  }
  return parts.pages.owner_page(200, head, shell, "requests", view);
}

void do_requests(const Parts& parts, const http::Request& request, http::Responder responder) {
  const http::Form form = read_form(request);
  const Id account = read_id(form.value("account"));
  const std::string_view verb = form.value("do");
  if (!account || (verb != "accept" && verb != "reject")) {
    responder.send(parts.errors.make(400, &request));
    return;
  }
  const auto done =
      verb == "accept" ? actions::accept_follow_request(parts.actions, account) : actions::reject_follow_request(parts.actions, account);
  if (done) {
    responder.send(see_other(verb == "accept" ? "/my/requests#accepted" : "/my/requests#rejected"));
  } else if (done.error().kind == ErrorKind::not_found || done.error().kind == ErrorKind::conflict) {
    responder.send(see_other("/my/requests#settled"));
  } else {
    responder.send(parts.errors.make(503, &request));
  }
}

} // namespace ekiben::endpoints::owner
