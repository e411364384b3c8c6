#include "endpoints/owner/settings_page.h"

#include "actions/edit_profile.h"
#include "endpoints/owner/owner_forms.h"
#include "pure/text/utf8.h"
#include "store/read_profile.h"

namespace ekiben::endpoints::owner {
namespace {

using i18n::Message;

http::Response form_page(const Parts& parts, const http::Request& request, int status, const actions::ProfileEdit& edit,
                         const FieldFaults& faults) {
  const auto site = parts.site.facts();
  PageHead head;
  head.language = site->language;
  head.title = i18n::sentence(head.language, Message::settings_heading);
  const OwnerParts shell = make_owner_parts(parts, request, Tab::settings,
                                            {{"saved", Message::flash_saved}, {"password-changed", Message::flash_password_changed}});
  templates::View view;
  view.text("token", shell.form_token)
      .text("name", edit.name)
      .text("bio", edit.bio)
      .show_if("approve", edit.approves_followers)
      .list("languages", language_choices(edit.language))
      .text("fixed", i18n::say(head.language, Message::settings_fixed, {{"handle", site->full_handle()}, {"url", site->base_url}}));
  faults.put_into(view, parts.pages);
  return parts.pages.owner_page(status, head, shell, "settings", view);
}

} // namespace

http::Response show_settings(const Parts& parts, const http::Request& request) {
  std::optional<domain::Owner> owner;
  {
    const auto reader = parts.readers.take();
    owner = store::find_owner(reader).value_or(std::nullopt);
  }
  if (!owner) {
    return parts.errors.make(503, &request);
  }
  return form_page(parts, request, 200, {owner->name, owner->bio, owner->language, owner->approves_followers},
                   FieldFaults(parts.site.facts()->language));
}

void do_settings(const Parts& parts, const http::Request& request, http::Responder responder) {
  const http::Form form = read_form(request);
  actions::ProfileEdit edit;
  edit.name = text::clean_name(form.value("name"), domain::kMaxNameCharacters + 1);
  edit.bio = read_text(form.value("bio"));
  edit.language = form.value("language");
  edit.approves_followers = form.has("approve");
  const auto site = parts.site.facts();
  FieldFaults faults(site->language);
  faults.add("name", domain::check_name(edit.name));
  faults.add("bio", domain::check_bio(edit.bio));
  const auto language = i18n::parse_language(edit.language);
  if (!language) {
    faults.add("language", Message::wrong_language);
  }
  if (!faults.empty()) {
    responder.send(form_page(parts, request, 422, edit, faults));
    return;
  }
  if (!actions::edit_profile(parts.actions, edit)) {
    responder.send(parts.errors.make(503, &request));
    return;
  }
  parts.site.replace(make_site_facts(site->base_url, site->handle_domain, site->handle, edit.name, *language));
  responder.send(see_other("/my/settings#saved"));
}

} // namespace ekiben::endpoints::owner
