// What the owner's pages share: faults of a form, the parts of the shell, lists of people.
#pragma once

#include "base/id.h"
#include "domain/owner_rules.h"
#include "endpoints/owner/owner_parts.h"
#include "pure/http/form.h"
#include "pure/http/request.h"
#include "pure/i18n/catalogue.h"
#include "pure/templates/view.h"
#include "system/http/responder.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::endpoints::owner {

/// What is wrong in a form, field by field: {{FIELD_wrong}} in the template, and a summary with links on top.
class FieldFaults {
public:
  explicit FieldFaults(i18n::Language language) : language_(language) {}
  void add(std::string_view field, i18n::Message message) { add_text(field, std::string(i18n::sentence(language_, message))); }
  void add_text(std::string_view field, std::string text) { faults_.push_back({std::string(field), std::move(text)}); }
  /// Adds the fault's sentence when there is one.
  void add(std::string_view field, std::optional<domain::Fault> fault, domain::PlainHttp plain_http = domain::PlainHttp::refused);
  bool empty() const { return faults_.empty(); }
  /// Sets {{errors}} and every {{FIELD_wrong}}.
  void put_into(templates::View& view, const Pages& pages) const;

private:
  struct Entry {
    std::string field;
    std::string text;
  };
  i18n::Language language_;
  std::vector<Entry> faults_;
};

/// The fields of a POST the gatekeeper has let through.
http::Form read_form(const http::Request& request);

/// Line ends as "\n", without white space around: what a textarea sends.
std::string read_text(std::string_view field);

/// "123" of a form or query; none when it is no id.
Id read_id(std::string_view text);

/// {{#languages}} of a form's select.
std::vector<templates::View> language_choices(std::string_view chosen);

/// Tabs, log-out button and the number of waiting requests for the owner's page. The gatekeeper has seen the session.
OwnerParts make_owner_parts(const Parts& parts, const http::Request& request, Tab tab, std::vector<Flash> flashes = {});

/// A responder that std::function can carry: functions must be copyable, the right to answer is not.
using SharedResponder = std::shared_ptr<http::Responder>;

/// Runs `work`, which returns the answer, on the password thread; 429 when too many wait.
void answer_on_password_thread(const Parts& parts, const http::Request& request, http::Responder responder,
                               std::function<http::Response()> work);

} // namespace ekiben::endpoints::owner
