// What a template is filled with: names and text that is already safe.
#pragma once

#include "pure/html/safe_html.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ekiben::templates {

/// A tree of named values. Text is escaped on its way in, so {{x}} and {{{x}}} of a template are equally safe, whoever wrote the template.
class View {
public:
  /// Escapes `text`.
  View& text(std::string name, std::string_view text) { return put(std::move(name), html::escape(text)); }
  View& html(std::string name, html::SafeHtml html) { return put(std::move(name), std::move(html)); }
  /// {{#name}}…{{/name}} is shown once.
  View& show(std::string name) { return put(std::move(name), true); }
  View& show_if(std::string name, bool condition) { return put(std::move(name), condition); }
  /// {{#name}}…{{/name}} is shown with the names of `view`.
  View& section(std::string name, View view) { return put(std::move(name), std::vector<View>{std::move(view)}); }
  View& list(std::string name, std::vector<View> views) { return put(std::move(name), std::move(views)); }

  using Value = std::variant<bool, html::SafeHtml, std::vector<View>>;
  const std::vector<std::pair<std::string, Value>>& values() const { return values_; }

private:
  View& put(std::string name, Value value) {
    values_.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  std::vector<std::pair<std::string, Value>> values_;
};

} // namespace ekiben::templates
