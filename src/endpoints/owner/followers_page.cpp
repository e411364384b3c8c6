#include "endpoints/owner/followers_page.h"

#include "actions/block_account.h"
#include "actions/remove_follower.h"
#include "endpoints/owner/owner_forms.h"
#include "endpoints/owner/people.h"
#include "pure/i18n/format.h"
#include "store/read_accounts.h"
#include "store/read_blocks.h"
#include "store/read_followers.h"

namespace ekiben::endpoints::owner {
namespace {

using i18n::Language;
using i18n::Message;

constexpr std::size_t kPageSize = 40;
constexpr std::size_t kMaxBlocksShown = 200;

std::vector<templates::View> blocked_rows(const store::Reader& reader, Language language, const std::string& form_token) {
  std::vector<templates::View> rows;
  for (const store::Block& block : store::list_account_blocks(reader, "", kMaxBlocksShown).value_or(std::vector<store::Block>())) {
    // People may be blocked that were never met: then the actor id is all there is.
    const auto known = store::find_account_by_actor(reader, block.subject).value_or(std::nullopt).value_or(domain::RemoteAccount());
    const std::string name = shown_name(known.name, known.user, block.subject);
    rows.push_back(templates::View()
                       .text("name", name)
                       .text("handle", shown_handle(known.user, known.domain, block.subject))
                       .text("actor", block.subject)
                       .text("token", form_token)
                       .text("unblock", i18n::say(language, Message::blocked_unblock_named, {{"name", name}})));
  }
  return rows;
}

std::vector<templates::View> follower_rows(const std::vector<domain::FollowerView>& people, Language language,
                                           const std::string& form_token) {
  std::vector<templates::View> rows;
  for (const domain::FollowerView& person : people) {
    const std::string name = shown_name(person.name, person.user, person.actor);
    const std::string date = i18n::format_date(language, person.requested_at);
    rows.push_back(make_person(person, form_token)
                       .text("since", i18n::say(language, Message::followers_since, {{"date", date}}))
                       .text("remove", i18n::say(language, Message::followers_remove_named, {{"name", name}}))
                       .text("block", i18n::say(language, Message::followers_block_named, {{"name", name}})));
  }
  return rows;
}

} // namespace

http::Response show_followers(const Parts& parts, const http::Request& request) {
  const auto site = parts.site.facts();
  const OwnerParts shell = make_owner_parts(parts, request, Tab::followers,
                                            {{"removed", Message::flash_removed},
                                             {"blocked", Message::flash_blocked},
                                             {"unblocked", Message::flash_unblocked},
                                             {"settled", Message::flash_settled}});
  const auto query = http::parse_form(request.query());
  const Id before = query ? read_id(query->value("before")) : Id{};
  const auto reader = parts.readers.take();
  const auto people = store::list_followers_page(reader, before, kPageSize);
  if (!people) {
    return parts.errors.make(503, &request);
  }
  PageHead head;
  head.language = site->language;
  head.title = i18n::sentence(head.language, Message::followers_heading);
  auto blocked = blocked_rows(reader, head.language, shell.form_token);
  const bool more = people->size() == kPageSize;
  templates::View view;
  view.text("none", i18n::say(head.language, Message::followers_none, {{"handle", site->full_handle()}}))
      .show_if("some", !people->empty())
      .list("people", follower_rows(*people, head.language, shell.form_token))
      .show_if("pager", more || before)
      .show_if("newest", static_cast<bool>(before))
      .text("older", more ? "/my/followers?before=" + std::to_string(people->back().id.value) : "")
      .show_if("any_blocked", !blocked.empty())
      .list("blocked", std::move(blocked));
  return parts.pages.owner_page(200, head, shell, "followers", view);
}

namespace {

struct Outcome {
  Result<void> done;
  std::string_view next;
};

/// Nothing when the form makes no sense.
std::optional<Outcome> act(const actions::Context& context, const http::Form& form) {
  const std::string_view verb = form.value("do");
  const std::string_view actor = form.value("actor");
  if (verb == "remove" && read_id(form.value("account"))) {
    return Outcome{actions::remove_follower(context, read_id(form.value("account"))), "/my/followers#removed"};
  }
  if (verb == "block" && !actor.empty()) {
    return Outcome{actions::block_account(context, actor), "/my/followers#blocked"};
  }
  if (verb == "unblock" && !actor.empty()) {
    return Outcome{actions::unblock_account(context, actor), "/my/followers#unblocked"};
  }
  return std::nullopt;
}

} // namespace

void do_followers(const Parts& parts, const http::Request& request, http::Responder responder) {
  const auto outcome = act(parts.actions, read_form(request));
  if (!outcome) {
    responder.send(parts.errors.make(400, &request));
  } else if (outcome->done) {
    responder.send(see_other(std::string(outcome->next)));
  } else if (outcome->done.error().kind == ErrorKind::not_found || outcome->done.error().kind == ErrorKind::conflict) {
    responder.send(see_other("/my/followers#settled"));
  } else {
    responder.send(parts.errors.make(503, &request));
  }
}

} // namespace ekiben::endpoints::owner
