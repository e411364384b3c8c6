// Header fields of one message, in the order they came, names in lower case, values as their raw bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekiben::http {

/// A small ordered multimap. Nothing is decoded: signatures are verified over these very bytes (RFC 9110 section 5).
class Headers {
public:
  using Field = std::pair<std::string, std::string>;

  /// Appends a field; `name` is lowered.
  void add(std::string_view name, std::string value);
  /// Replaces every field of that name by this one.
  void set(std::string_view name, std::string value);
  void remove(std::string_view name);
  /// The first value, or nothing. `name` in lower case.
  std::optional<std::string_view> find(std::string_view name) const;
  /// Every value of that name joined by ", " (RFC 9110 section 5.3), or nothing.
  std::optional<std::string> joined(std::string_view name) const;
  /// How many fields have that name.
  std::size_t count(std::string_view name) const;
  const std::vector<Field>& fields() const { return fields_; }

private:
  std::vector<Field> fields_;
};

} // namespace ekiben::http
