// Forms and queries: application/x-www-form-urlencoded (https://url.spec.whatwg.org/#urlencoded-parsing).
#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekiben::http {

/// What a form or a query may hold. The byte limit of a form's body is its route's max_body.
struct FormLimits {
  std::size_t max_fields = 200;
  std::size_t max_bytes = 256 * 1024;
};

/// Names and values in the order they were sent, decoded, UTF-8.
class Form {
public:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  /// The first value of that name, or nothing.
  std::optional<std::string_view> find(std::string_view name) const;
  /// The first value of that name, or "": for fields where left out and left empty mean the same.
  std::string_view value(std::string_view name) const { return find(name).value_or(""); }
  std::vector<std::string_view> list_values(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Stricter than the standard where looseness only helps attackers: a broken percent triplet, bytes that are not UTF-8 and NUL are refused.
/// Errors: invalid, too_large.
Result<Form> parse_form(std::string_view text, const FormLimits& limits = {});

/// True for a Content-Type of application/x-www-form-urlencoded, parameters or not.
bool is_form_type(std::string_view content_type);

} // namespace ekiben::http
