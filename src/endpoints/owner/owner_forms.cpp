#include "endpoints/owner/owner_forms.h"

#include "endpoints/shared/form_token.h"
#include "pure/text/ascii.h"
#include "store/read_followers.h"

#include <charconv>

namespace ekiben::endpoints::owner {

using i18n::Message;

void FieldFaults::add(std::string_view field, std::optional<domain::Fault> fault, domain::PlainHttp plain_http) {
  if (!fault) {
    return;
  }
  switch (*fault) {
  case domain::Fault::handle:
    return add(field, Message::wrong_handle);
  case domain::Fault::name_too_long:
    return add(field, Message::wrong_name);
  case domain::Fault::bio_too_long:
    return add(field, Message::wrong_bio);
  case domain::Fault::base_url:
    return add(field, plain_http == domain::PlainHttp::allowed ? Message::wrong_base_url_development : Message::wrong_base_url);
  case domain::Fault::handle_domain:
    return add(field, Message::wrong_domain);
  case domain::Fault::password_too_short:
    return add(field, Message::wrong_password_short);
  case domain::Fault::password_too_long:
    return add(field, Message::wrong_password_long);
  }
}

void FieldFaults::put_into(templates::View& view, const Pages& pages) const {
  if (faults_.empty()) {
    return;
  }
  std::vector<templates::View> rows;
  for (const Entry& fault : faults_) {
    rows.push_back(templates::View().text("field", fault.field).text("text", fault.text));
    view.text(fault.field + "_wrong", fault.text);
  }
  view.html("errors", pages.part(language_, "error_summary", templates::View().list("errors", std::move(rows))));
}

http::Form read_form(const http::Request& request) { return http::parse_form(request.body).value_or(http::Form()); }

std::string read_text(std::string_view field) {
  std::string out;
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] == '\r') {
      out += i + 1 < field.size() && field[i + 1] == '\n' ? "" : "\n";
    } else {
      out += field[i];
    }
  }
  return std::string(text::trim(out));
}

Id read_id(std::string_view text) {
  Id id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  return error == std::errc() && end == text.data() + text.size() && id.value > 0 ? id : Id{};
}

std::vector<templates::View> language_choices(std::string_view chosen) {
  std::vector<templates::View> rows;
  for (const i18n::Language language : i18n::kLanguages) {
    const std::string_view tag = i18n::language_tag(language);
    rows.push_back(templates::View()
                       .text("tag", tag)
                       .text("name", i18n::sentence(language, language == i18n::Language::ja ? Message::language_ja : Message::language_en))
                       .show_if("chosen", tag == chosen));
  }
  return rows;
}

OwnerParts make_owner_parts(const Parts& parts, const http::Request& request, Tab tab, std::vector<Flash> flashes) {
  OwnerParts out;
  out.tab = tab;
  out.flashes = std::move(flashes);
  if (const auto session = parts.sessions.find(request)) {
    out.form_token = make_form_token(session->id, kOwnerForms);
  }
  const auto reader = parts.readers.take();
  out.waiting_requests = static_cast<std::int64_t>(store::count_follow_requests(reader).value_or(0));
  return out;
}

void answer_on_password_thread(const Parts& parts, const http::Request& request, http::Responder responder,
                               std::function<http::Response()> work) {
  const auto shared = std::make_shared<http::Responder>(std::move(responder));
  if (!parts.passwords.try_submit([shared, work = std::move(work)] { shared->send(work()); })) {
    shared->send(parts.errors.make_retry(429, request, std::chrono::seconds(2)));
  }
}

} // namespace ekiben::endpoints::owner
